import type { TimelineEntry, TimelineKind } from "@/domain/customers/timeline";

/** The filters of the timeline, in the words of its chips. */
export const KIND_NAMES: Record<TimelineKind, string> = {
  conversation: "Conversations",
  appointment: "Appointments",
  lead: "Leads",
  note: "Notes",
  change: "Changes",
};

const ACTIONS: Record<string, string> = {
  "customers.edit": "Details changed",
  "customers.find_or_create": "Created by a program",
};

/** What was done and to which facts, in words: an action of a newer version is shown by its own verb. */
export function changeInWords({ origin, detail }: TimelineEntry): string {
  const action = origin ?? "changed";
  const done =
    ACTIONS[action] ?? (action.split(".").at(-1) ?? action).replaceAll("_", " ").replace(/^./, upper);
  const facts = detail?.split(", ").map((field) => FIELDS[field] ?? field.replaceAll("_", " "));
  return facts ? `${done}: ${facts.join(", ")}` : done;
}

const upper = (letter: string) => letter.toUpperCase();

const FIELDS: Record<string, string> = { display_name: "name", email: "e-mail" };

/** Through what an entry came, where no person is named and the title does not say it already. */
export function sourceInWords(entry: TimelineEntry): string | null {
  if (entry.kind === "appointment") return entry.origin === "voice" ? "Voice agent" : "Desk";
  return entry.kind === "change" ? "Switchboard" : null;
}
