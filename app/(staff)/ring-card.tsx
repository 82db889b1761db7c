"use client";

import { PhoneIncoming, PhoneOff, UserRoundPlus, X } from "lucide-react";
import Link from "next/link";
import type { RingCard, RingPerson } from "@/components/live/live-events";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { NameText } from "@/components/ui/name-text";
import { StageBadge } from "@/components/ui/stage-badge";

type Props = {
  card: RingCard;
  isOver: boolean;
  /** The one that Enter opens. */
  isFirst: boolean;
  onRegister: (phoneNumber: string, displayName: string | null) => void;
  onDismiss: () => void;
};

/** One call. */
export function RingCardView({ card, isOver, isFirst, onRegister, onDismiss }: Props) {
  const { caller, branch } = card;
  const Icon = isOver ? PhoneOff : PhoneIncoming;
  return (
    <article
      data-ring={caller.kind}
      aria-label={isOver ? "Ended call" : "Incoming call"}
      className="pointer-events-auto overflow-hidden max-sm:nth-[n+3]:hidden rounded-card border border-border bg-surface shadow-float"
    >
      <p className="flex items-center gap-2 border-b border-border py-1 ps-4 pe-1 text-sm text-muted">
        <Icon size={14} aria-hidden className={isOver ? undefined : "text-ok"} />
        <span className="min-w-0 flex-1 truncate">
          {isOver ? "Call ended" : "Calling"}
          {branch && ` · ${branch}`}
        </span>
        <Button
          variant="ghost"
          size="sm"
          aria-label="Dismiss"
          onClick={onDismiss}
          // Whoever types at the desk goes on typing.
          onMouseDown={(event) => event.preventDefault()}
          icon={<X size={16} aria-hidden />}
        />
      </p>
      {caller.kind === "known" ? (
        caller.people.map((person) => (
          <Person key={person.id} person={person} phone={caller.phone} isFirst={isFirst} />
        ))
      ) : (
        <div className="flex flex-col items-start gap-2 px-4 py-3">
          {caller.kind === "withheld" && (
            <>
              <p className="text-lg font-semibold">Number withheld</p>
              <p className="text-sm text-muted">
                Ask for it, then{" "}
                <Link href="/desk" className="text-accent hover:underline">
                  search at the desk
                </Link>
                .
              </p>
            </>
          )}
          {caller.kind === "nobody" && (
            <>
              <p className="text-lg font-semibold tabular" dir="ltr">
                {caller.phone}
              </p>
              <p className="text-sm text-muted">{caller.explanation}</p>
            </>
          )}
          {caller.kind === "unknown" && (
            <>
              <p className="text-lg font-semibold tabular" dir="ltr">
                {caller.phone}
              </p>
              <p className="text-sm text-muted">
                {caller.name ? <bdi>{caller.name}</bdi> : "Not registered yet"}
                {caller.country && ` · ${caller.country}`}
                {caller.isUnusual && " · unusual number"}
              </p>
              <Button
                size="sm"
                icon={<UserRoundPlus size={14} aria-hidden />}
                onClick={() => onRegister(caller.phone, caller.name)}
              >
                Create walk-in
              </Button>
            </>
          )}
        </div>
      )}
    </article>
  );
}

function Person({ person, phone, isFirst }: { person: RingPerson; phone: string; isFirst: boolean }) {
  return (
    <Link
      href={`/customers/${person.id}`}
      prefetch={false}
      data-ring-enter={isFirst || undefined}
      className="flex flex-col gap-1 border-border px-4 py-3 -outline-offset-2 not-first-of-type:border-t hover:bg-raised"
    >
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-lg font-semibold">
          <NameText name={person.name} />
        </span>
        <StageBadge stage={person.stage} />
      </span>
      <span className="flex items-center gap-3 text-sm text-muted">
        <span className="tabular" dir="ltr">
          {phone}
        </span>
        <span>
          LTV <span className="font-medium text-text tabular">{person.ltv}</span>
        </span>
        {isFirst && (
          <span className="ms-auto hidden md:in-[body:has([data-phone-search])]:inline">
            <Kbd>Enter</Kbd>
          </span>
        )}
      </span>
      {person.facts.length > 0 && (
        <span className="line-clamp-2 text-sm text-muted">{person.facts.join(" · ")}</span>
      )}
    </Link>
  );
}
