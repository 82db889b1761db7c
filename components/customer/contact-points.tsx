import { AtSign, MessageCircle, Phone } from "lucide-react";
import { Section } from "@/components/ui/card";
import { PhoneText } from "@/components/ui/phone-text";
import { TimeText } from "@/components/ui/time-text";
import type { Explanation } from "@/domain/customers/identity";
import { WhyHere } from "./why-here";

type ScreenContactPoint = {
  id: string;
  kind: string;
  /** A phone in international grouping, anything else as it is. */
  display: string;
  country: string | null;
  isUnusual: boolean;
  validTo: Date | null;
};

const KINDS: Record<string, { word: string; icon: typeof Phone }> = {
  phone: { word: "Phone", icon: Phone },
  wa_bsuid: { word: "WhatsApp id", icon: MessageCircle },
  wa_parent_bsuid: { word: "WhatsApp id", icon: MessageCircle },
  email: { word: "E-mail", icon: AtSign },
};

type Props = {
  points: ScreenContactPoint[];
  explanations: Map<string, Explanation>;
  now: Date;
  timeZone: string;
};

/** Every way the person is recognised by, with those that are over: history keeps its owner. */
export function ContactPoints({ points, explanations, now, timeZone }: Props) {
  return (
    <Section title="Recognised by">
      {points.length === 0 && (
        <p className="text-muted">No number, WhatsApp id or e-mail leads to this customer.</p>
      )}
      <ul className="flex flex-col gap-3">
        {points.map((point) => {
          const { word, icon: Icon } = KINDS[point.kind] ?? { word: point.kind, icon: AtSign };
          const explanation = explanations.get(point.id);
          return (
            <li key={point.id} className="flex gap-2.5">
              <Icon size={16} aria-hidden className="mt-0.5 shrink-0 text-muted" />
              <div className="min-w-0 flex-1">
                <span className="sr-only">{word}: </span>
                <span className={point.validTo ? "text-muted" : undefined}>
                  {point.kind === "phone" ? (
                    <PhoneText display={point.display} country={point.country} />
                  ) : (
                    <bdi dir="ltr" className="break-all">
                      {point.display}
                    </bdi>
                  )}
                </span>
                {point.validTo && (
                  <span className="ms-2 text-sm text-muted">
                    until <TimeText at={point.validTo} now={now} timeZone={timeZone} format="date" />
                  </span>
                )}
                {point.isUnusual && (
                  <p className="text-sm text-warn">
                    Unusual: possible, but not known to be in use. Check it.
                  </p>
                )}
                {explanation && <WhyHere explanation={explanation} about={point.display} />}
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
