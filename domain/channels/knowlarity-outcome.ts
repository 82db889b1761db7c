import type { CallReport } from "@/domain/calls/report";
import type { CallFacts } from "@/domain/calls/rules";
import type { KnowlarityRecord } from "./knowlarity-body";

type Outcome = NonNullable<CallReport["outcome"]>;

/** In this order: AGENT_NO_ANSWER and "Unanswered" hold "answer" too. */
const PATTERNS: [RegExp, Outcome][] = [
  [/voice.?mail/, "voicemail"],
  [/busy/, "busy"],
  [/miss|no.?answer|not.?answer|unanswer|not.?connected|abandon|cancel|timeout/, "no_answer"],
  [/fail|congest|invalid|unreachable|not.?reachable|switched.?off|reject|error/, "failed"],
  [/transfer/, "transferred"],
  [/answer|connect|complete|success|bridge/, "completed"],
];

/** The words that tell how a call ended, the plainest first. A "Call Group" is a way through the menu and tells nothing. */
const TELLING = [
  "newhangupcause",
  "callstatus",
  "customerstatus",
  "businesscalltype",
  "calltype",
  "status",
] as const;

/** Knowlarity's word for the end, as it is: it is shown beside ours. */
export function endReasonOf(record: KnowlarityRecord): string | null {
  const word = TELLING.map((name) => record.get(name)).find((text) => text && outcomeOfWord(text) !== null);
  return word ?? record.get("hangupcause") ?? null;
}

/** How a call ended, in our words, where a word of the record tells. */
export function outcomeOf(record: KnowlarityRecord, agentState: string | null): Outcome | null {
  return firstOutcome([...TELLING.map((name) => record.get(name)), agentState]);
}

/**
 * How a call ended where no word of its events tells: whoever was put through has a recording or an agent, and whoever hung up in the menu has
 * neither. Asked of everything that is known of the call, so that its events may come in any order. Null while words tell.
 */
export function guessOutcome(call: Ended): Outcome | null {
  if (call.status !== "ended" || firstOutcome([call.endReason, agentStateOf(call.fields)])) return null;
  if (call.durationSeconds === 0) return "no_answer";
  return call.agentNumber !== null || call.recordingUrl !== null ? "completed" : "no_answer";
}

type Ended = Pick<
  CallFacts,
  "status" | "endReason" | "fields" | "durationSeconds" | "agentNumber" | "recordingUrl"
>;

const agentStateOf = (fields: Record<string, unknown>) =>
  typeof fields.agent_state === "string" ? fields.agent_state : null;

function firstOutcome(words: readonly (string | null | undefined)[]): Outcome | null {
  for (const word of words) {
    const outcome = word ? outcomeOfWord(word) : null;
    if (outcome) return outcome;
  }
  return null;
}

function outcomeOfWord(word: string): Outcome | null {
  const text = word.toLowerCase();
  return PATTERNS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** The recording's address, under any of its names. It is only ever fetched from allowed hosts. */
export function recordingOf(record: KnowlarityRecord): string | null {
  const names = ["callrecording", "recordingurl", "resourceurl", "callrecordinglink"];
  const url = names
    .map((name) => record.get(name))
    .find((text) => text && /^https?:\/\/\S{1,2000}$/i.test(text));
  return url ?? null;
}
