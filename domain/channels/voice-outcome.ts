import { CALL_OUTCOMES, type CallReport } from "@/domain/calls/report";

/** In this order: "voicemail_reached" and "error_no_answer" are told by their first match. */
const PATTERNS: [RegExp, NonNullable<CallReport["outcome"]>][] = [
  [/voice.?mail|machine/, "voicemail"],
  [/transfer|forward/, "transferred"],
  [/busy/, "busy"],
  [/no.?answer|not.?answer|not.?connected|missed|cancel|declined/, "no_answer"],
  [/error|fail|invalid|reject|unreachable|concurrency/, "failed"],
];

/** A provider's word for the end of a call, as one of ours. Whatever names no trouble was a completed call; no word, no outcome. */
export function readOutcome(reason: string | null): CallReport["outcome"] {
  if (reason === null) return null;
  const word = reason.toLowerCase().replaceAll("-", "_");
  const known = CALL_OUTCOMES.find((outcome) => outcome === word);
  return known ?? PATTERNS.find(([pattern]) => pattern.test(word))?.[1] ?? "completed";
}
