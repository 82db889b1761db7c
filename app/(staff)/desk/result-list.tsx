"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { CustomerOption } from "./customer-option";
import { CreateOption, LeadOption, RecentOption } from "./other-options";
import type { Answer, Row, RowGroup } from "./search/answer";

type Props = { answer: Answer | null; onPick: (row: Row) => void };

/** The rows in their groups. The highlighted one is what Enter opens, and what a screen reader is told. */
export function ResultList({ answer, onPick }: Props) {
  const clock = { now: new Date(answer?.now ?? 0), timeZone: answer?.timeZone ?? "UTC" };
  return (
    <Autocomplete.List aria-label="Who it could be" className="outline-none">
      {(group: RowGroup) => (
        <Autocomplete.Group key={group.key} items={group.items} className="border-border not-first:border-t">
          <Autocomplete.GroupLabel className="px-4 pt-2.5 pb-1 text-xs font-medium text-muted">
            {group.label}
          </Autocomplete.GroupLabel>
          <Autocomplete.Collection>
            {(row: Row) => <Option key={row.id} row={row} clock={clock} onPick={() => onPick(row)} />}
          </Autocomplete.Collection>
        </Autocomplete.Group>
      )}
    </Autocomplete.List>
  );
}

export type Clock = { now: Date; timeZone: string };
type OptionProps = { row: Row; clock: Clock; onPick: () => void };

function Option({ row, clock, onPick }: OptionProps) {
  switch (row.kind) {
    case "customer":
      return <CustomerOption row={row} clock={clock} onPick={onPick} />;
    case "lead":
      return <LeadOption row={row} clock={clock} onPick={onPick} />;
    case "create":
      return <CreateOption row={row} onPick={onPick} />;
    case "recent":
      return <RecentOption row={row} onPick={onPick} />;
  }
}
