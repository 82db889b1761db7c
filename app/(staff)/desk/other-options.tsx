"use client";

import { History, UserRoundPlus } from "lucide-react";
import { MarkedText } from "@/components/phone/marked-text";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { NameText } from "@/components/ui/name-text";
import { PhoneText } from "@/components/ui/phone-text";
import { StatusBadge } from "@/components/ui/status-badge";
import { TimeText } from "@/components/ui/time-text";
import { CELL, CELLS, Option, REST } from "./option";
import type { Clock } from "./result-list";
import type { CreateRow, LeadRow, RecentRow } from "./search/answer";

type Picked<Row> = { row: Row; onPick: () => void };

/** An enquiry of somebody who is no customer yet: registering them takes the lead along. */
export function LeadOption({ row, clock, onPick }: Picked<LeadRow> & { clock: Clock }) {
  return (
    <Option row={row} href="/desk/walk-in" onPick={onPick}>
      <span className={CELLS}>
        <span className="flex min-w-0 flex-col">
          <span className="truncate font-semibold">
            {row.name ? (
              <bdi dir="auto">
                <MarkedText segments={row.name} />
              </bdi>
            ) : (
              <NameText name={null} />
            )}
          </span>
          <PhoneText display={row.phone && <MarkedText segments={row.phone} />} />
        </span>
        <span className="flex flex-col items-end gap-0.5 lg:items-start">
          <StatusBadge status={row.status} />
          <span className="px-2 text-xs text-muted">Lead</span>
        </span>
        <span className={REST}>
          <span className={CELL}>{row.branchName ?? "No branch"}</span>
          <span className={CELL}>
            <ChannelIcon channel={row.source} hasLabel />
            <TimeText at={row.createdAt} {...clock} />
          </span>
          <span className={CELL}>
            <span className="font-medium text-text">Register as a walk-in</span>
            {row.interest && <span className="max-w-full truncate">{row.interest}</span>}
          </span>
        </span>
      </span>
    </Option>
  );
}

/** One key from nobody to a form with the number filled in. */
export function CreateOption({ row, onPick }: Picked<CreateRow>) {
  return (
    <Option row={row} href="/desk/walk-in" onPick={onPick}>
      <span className="flex items-center gap-3 py-1">
        <span
          aria-hidden
          className="flex size-8 shrink-0 items-center justify-center rounded-full bg-accent text-accent-contrast"
        >
          <UserRoundPlus size={16} />
        </span>
        <span className="min-w-0 break-words">
          <span className="font-semibold">Create walk-in</span>{" "}
          {row.display ? (
            <span className="whitespace-nowrap">
              <bdi dir="ltr" className="tabular">
                {row.display}
              </bdi>
              {row.country && ` (${row.country})`}
            </span>
          ) : (
            <bdi dir="auto">{row.handover.displayName}</bdi>
          )}
        </span>
      </span>
    </Option>
  );
}

export function RecentOption({ row, onPick }: Picked<RecentRow>) {
  return (
    <Option row={row} onPick={onPick}>
      <span className="flex items-center gap-3 py-1">
        <History size={16} aria-hidden className="text-muted" />
        <bdi dir="auto">{row.text}</bdi>
      </span>
    </Option>
  );
}
