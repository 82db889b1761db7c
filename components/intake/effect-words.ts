import type { SubjectKind } from "@/domain/event-subjects";
import type { Effect } from "@/domain/intake/queries";

const WORDS: Record<SubjectKind, [one: string, many: string]> = {
  customer: ["customer", "customers"],
  call_session: ["call", "calls"],
  conversation: ["conversation", "conversations"],
  message: ["message", "messages"],
  lead: ["lead", "leads"],
  appointment: ["appointment", "appointments"],
};
const ORDER = Object.keys(WORDS);

export const subjectWord = (kind: SubjectKind): string => {
  const [one] = WORDS[kind];
  return one.charAt(0).toUpperCase() + one.slice(1);
};

/** "New customer, call, 3 messages": what an event made; null when it made nothing. */
export function madeInWords(effects: readonly Effect[]): string | null {
  const parts = effects
    .filter(({ made }) => made > 0)
    .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
    .map(({ kind, made }) =>
      made === 1 ? WORDS[kind][0] : `${made.toLocaleString("en")} ${WORDS[kind][1]}`,
    );
  return parts.length > 0 ? `New ${parts.join(", ")}` : null;
}
