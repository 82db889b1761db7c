import type { CallReport } from "./report";

/** The facts of a call that its events build up together. */
export type CallFacts = {
  direction: "inbound" | "outbound" | "web";
  status: "ringing" | "in_progress" | "ended";
  outcome: CallReport["outcome"];
  endReason: string | null;
  fromNumber: string | null;
  toNumber: string | null;
  customerPhone: string | null;
  agentNumber: string | null;
  callerName: string | null;
  callerEmail: string | null;
  summary: string | null;
  recordingUrl: string | null;
  recordingExpiresAt: Date | null;
  fields: Record<string, unknown>;
  startedAt: Date | null;
  endedAt: Date | null;
  durationSeconds: number | null;
};

const STATUS_AFTER = {
  ringing: "ringing",
  started: "in_progress",
  answered: "in_progress",
  ended: "ended",
  analysed: "ended",
} as const satisfies Record<CallReport["event"], CallFacts["status"]>;
const STATUS_ORDER = ["ringing", "in_progress", "ended"] as const;

/** What one event alone says. */
type EventFacts = Omit<CallFacts, "direction"> & { direction: CallFacts["direction"] | null };

export function factsOf(report: CallReport): EventFacts {
  const status = STATUS_AFTER[report.event];
  const isOver = status === "ended";
  const begins = report.event === "ringing" || report.event === "started";
  const startedAt = report.startedAt ?? (begins ? report.at : null);
  return {
    direction: report.direction,
    status,
    outcome: report.outcome,
    endReason: report.endReason,
    fromNumber: report.from,
    toNumber: report.to,
    customerPhone: report.customerPhone?.raw ?? null,
    agentNumber: report.agentNumber,
    callerName: report.callerName,
    callerEmail: report.callerEmail,
    summary: report.summary,
    recordingUrl: report.recording?.url ?? null,
    recordingExpiresAt: report.recording?.expiresAt ?? null,
    fields: report.fields,
    startedAt,
    endedAt: isOver ? (report.endedAt ?? endOf(startedAt, report.durationSeconds) ?? report.at) : null,
    durationSeconds: report.durationSeconds,
  };
}

function endOf(startedAt: Date | null, durationSeconds: number | null): Date | null {
  if (!startedAt || durationSeconds === null) return null;
  return new Date(startedAt.getTime() + durationSeconds * 1000);
}

/**
 * Whether an event's word beats what is stored: the analysis beats the end, the end beats the start, and of two equals the first
 * stays. Whatever loses still fills what is empty, so events of a call come to the same facts in any order.
 */
export function eventWins(stored: Pick<CallFacts, "status">, event: CallReport["event"]): boolean {
  return event === "analysed" || (event === "ended" && stored.status !== "ended");
}

/** Merges an event into what is known of the call. A set fact is never replaced by an empty one. */
export function mergeFacts(stored: CallFacts, incoming: EventFacts, wins: boolean): CallFacts {
  const [first, second] = wins ? [incoming, stored] : [stored, incoming];
  const isRunning = stored.status !== "ended" && incoming.status !== "ended";
  // A call rings at several places one after the other; it began with the first of them.
  const startedAt = isRunning
    ? earlier(stored.startedAt, incoming.startedAt)
    : (first.startedAt ?? second.startedAt);
  const endedAt = first.endedAt ?? second.endedAt;
  return {
    direction: first.direction ?? second.direction ?? stored.direction,
    status: later(stored.status, incoming.status),
    outcome: first.outcome ?? second.outcome,
    endReason: first.endReason ?? second.endReason,
    fromNumber: first.fromNumber ?? second.fromNumber,
    toNumber: first.toNumber ?? second.toNumber,
    customerPhone: first.customerPhone ?? second.customerPhone,
    agentNumber: first.agentNumber ?? second.agentNumber,
    callerName: first.callerName ?? second.callerName,
    callerEmail: first.callerEmail ?? second.callerEmail,
    summary: first.summary ?? second.summary,
    recordingUrl: first.recordingUrl ?? second.recordingUrl,
    recordingExpiresAt: first.recordingExpiresAt ?? second.recordingExpiresAt,
    fields: { ...second.fields, ...first.fields },
    startedAt,
    endedAt,
    durationSeconds: first.durationSeconds ?? second.durationSeconds,
  };
}

const later = (a: CallFacts["status"], b: CallFacts["status"]) =>
  STATUS_ORDER.indexOf(a) >= STATUS_ORDER.indexOf(b) ? a : b;

function earlier(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a <= b ? a : b;
}

/** Seconds from start to end where nobody counted them. */
export function durationOf(facts: CallFacts): number | null {
  if (facts.durationSeconds !== null) return facts.durationSeconds;
  if (!facts.startedAt || !facts.endedAt) return null;
  return Math.max(0, Math.round((facts.endedAt.getTime() - facts.startedAt.getTime()) / 1000));
}
