import { NO_BRANCH, UNASSIGNED } from "@/domain/leads/input";
import type { LeadEventView } from "@/domain/leads/lead-detail";
import type { LeadStatus } from "@/domain/leads/view";

export const LEAD_STATUS_WORDS: Record<LeadStatus, string> = {
  new: "New",
  contacted: "Contacted",
  qualified: "Qualified",
  converted: "Converted",
  lost: "Lost",
};

const words: Record<string, string> = LEAD_STATUS_WORDS;
const statusWord = (status: string | null) => (status && words[status]) ?? status ?? "nothing";

/** What a step of a lead's history did, in words. */
export function eventInWords(event: LeadEventView): string {
  const { kind, before, after, beforeName, afterName } = event;
  const isOn = after === "yes";
  switch (kind) {
    case "note":
      return "Note";
    case "status":
      return `Status changed from ${statusWord(before)} to ${statusWord(after)}`;
    case "assignee":
      if (!after) return `No longer looked after by ${beforeName ?? "anybody"}`;
      return before
        ? `Handed from ${beforeName ?? "somebody"} to ${afterName ?? "somebody"}`
        : `Given to ${afterName ?? "somebody"}`;
    case "branch":
      if (!after) return `Taken from the branch ${beforeName ?? ""}`.trim();
      return before
        ? `Moved from ${beforeName ?? "a branch"} to ${afterName ?? "a branch"}`
        : `Branch set to ${afterName ?? "a branch"}`;
    case "interest":
      return after ? "What they want was changed" : "What they want was cleared";
    case "number":
      return before === after ? "Number read again" : "Number repaired";
    case "enquiry":
      return "Asked again";
    case "archive":
      return isOn ? "Archived" : "Taken out of the archive";
    case "junk":
      return isOn ? "Marked as junk" : "No longer marked as junk";
    case "test":
      return isOn ? "Marked as a test" : "No longer marked as a test";
  }
}

const FORM_FIELDS: Partial<Record<LeadEventView["kind"], string>> = {
  status: "status",
  assignee: "assignee",
  branch: "branch",
  interest: "interest",
  archive: "archived",
  junk: "junk",
  test: "isTest",
};

const NONE: Record<string, string> = { assignee: UNASSIGNED, branch: NO_BRANCH };

/** The form field that puts back what was before a step, or null for a step that is not taken back: a note, a number. */
export function undoField(event: LeadEventView): { name: string; value: string } | null {
  const name = FORM_FIELDS[event.kind];
  return name ? { name, value: event.before ?? NONE[name] ?? "" } : null;
}
