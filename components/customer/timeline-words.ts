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

/** What was done, in words: an action of a newer version is shown by its own verb. */
export const actionInWords = (action: string | null) =>
  ACTIONS[action ?? ""] ?? (action?.split(".").at(-1) ?? "changed").replaceAll("_", " ").replace(/^./, upper);

const upper = (letter: string) => letter.toUpperCase();

const FIELDS: Record<string, string> = { display_name: "name", email: "e-mail" };

/** "name, address": the fields of a change as the card calls them. */
export const fieldsInWords = (entry: TimelineEntry) =>
  entry.detail
    ?.split(", ")
    .map((field) => FIELDS[field] ?? field.replaceAll("_", " "))
    .join(", ");

/** Through what an entry came, where no person is named and the title does not say it already. */
export function sourceInWords(entry: TimelineEntry): string | null {
  if (entry.kind === "appointment") return entry.origin === "voice" ? "Voice agent" : "Desk";
  return entry.kind === "change" ? "Switchboard" : null;
}
