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

/** What one event alone says. */
export function factsOf(report: CallReport): CallFacts {
  const isOver = report.event !== "started";
  const startedAt = report.startedAt ?? (isOver ? null : report.at);
  return {
    direction: report.direction,
    status: isOver ? "ended" : "in_progress",
    outcome: report.outcome,
    endReason: report.endReason,
    fromNumber: report.from,
    toNumber: report.to,
    customerPhone: report.customerPhone?.raw ?? null,
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
export function mergeFacts(stored: CallFacts, incoming: CallFacts, wins: boolean): CallFacts {
  const [first, second] = wins ? [incoming, stored] : [stored, incoming];
  const startedAt = first.startedAt ?? second.startedAt;
  const endedAt = first.endedAt ?? second.endedAt;
  return {
    direction: first.direction,
    status: stored.status === "ended" ? "ended" : incoming.status,
    outcome: first.outcome ?? second.outcome,
    endReason: first.endReason ?? second.endReason,
    fromNumber: first.fromNumber ?? second.fromNumber,
    toNumber: first.toNumber ?? second.toNumber,
    customerPhone: first.customerPhone ?? second.customerPhone,
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

/** Seconds from start to end where nobody counted them. */
export function durationOf(facts: CallFacts): number | null {
  if (facts.durationSeconds !== null) return facts.durationSeconds;
  if (!facts.startedAt || !facts.endedAt) return null;
  return Math.max(0, Math.round((facts.endedAt.getTime() - facts.startedAt.getTime()) / 1000));
}
