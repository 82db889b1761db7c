import type { CallReportInput } from "@/domain/calls/report";
import { AppError } from "@/domain/errors";
import type { KnowlarityRecord } from "./knowlarity-body";
import { endReasonOf, outcomeOf, recordingOf } from "./knowlarity-outcome";
import { readKnowlaritySeconds, readKnowlarityTime } from "./knowlarity-times";

/** What is kept beside a call's own facts, where it is given; the rest stays in the delivery's raw body. */
const EXTRAS = {
  destination: "destination",
  extension: "extension",
  business_call_type: "businesscalltype",
  customer_status: "customerstatus",
  call_status: "callstatus",
  hangup_cause: "hangupcause",
  call_transfer_duration: "calltransferduration",
} as const;

type Direction = "inbound" | "outbound";

/**
 * One call of a delivery, in any of the dialects of Knowlarity's hooks, or an event of its stream, or a row of its call log. Null for an event
 * that says nothing about the call as a whole. Throws `invalid` without a call id.
 */
export function readKnowlarityCall(record: KnowlarityRecord, receivedAt: Date): CallReportInput | null {
  const first = (...names: string[]) =>
    names.map((name) => record.get(name)).find((text) => text !== undefined);
  const callId = first("uuid", "calluuid", "callid");
  if (!callId) throw new AppError("invalid", "No call id: expected one of uuid, call_uuid, callid.");
  const zone = first("timezone");
  const time = (...names: string[]) => readKnowlarityTime(first(...names), zone);

  const startedAt =
    time("starttime", "callstarttime") ??
    readKnowlarityTime(joined(record.get("calldate"), record.get("calltime")), zone) ??
    time("pickuptime");
  const statedEnd = time("endtime", "hanguptime");
  const seconds = readKnowlaritySeconds(first("callduration", "duration"));
  const endedAt = statedEnd ?? (startedAt && seconds !== null ? plus(startedAt, seconds) : null);
  const event = eventOf(record, { isTimed: startedAt !== null || endedAt !== null || seconds !== null });
  if (!event) return null;
  const isLastWord = event === "analysed";
  const isOver = isLastWord || event === "ended";

  const direction = directionOf(record);
  const line = first("knowlaritynumber", "dispnumber", "knumber", "callnumber", "displaynumber") ?? null;
  const isOutbound = direction === "outbound";
  const customer =
    first("customernumber") ??
    (isOutbound ? (first("called") ?? phoneLike(record.get("destination"))) : first("callerid", "caller")) ??
    null;
  const ours = line ?? first(isOutbound ? "caller" : "called") ?? null;
  const agent = agentOf(record.get("agentnumber"));

  return {
    provider: "knowlarity",
    channel: "knowlarity",
    callId: callId.slice(0, 300),
    event,
    direction,
    from: isOutbound ? ours : customer,
    to: isOutbound ? customer : ours,
    customerPhone: customer ? { raw: customer, statedBy: isOutbound ? "called" : "caller" } : null,
    country: ours && isIndianLine(ours) ? "IN" : null,
    // Whose phone only rings has not taken the call.
    agentNumber: event === "ringing" ? null : agent.number,
    at:
      time("timestamp", "eventtimestamp", "eventdatelocal", "eventtime") ??
      endedAt ??
      startedAt ??
      receivedAt,
    startedAt,
    endedAt: isOver ? endedAt : null,
    durationSeconds: isLastWord ? (seconds ?? secondsBetween(startedAt, statedEnd)) : null,
    endReason: isOver ? endReasonOf(record) : null,
    outcome: isOver ? outcomeOf(record, agent.state) : null,
    fields: extrasOf(record, agent.state),
    recording: recordingFrom(record),
  };
}

const joined = (date?: string, time?: string) => (date && time ? `${date} ${time}` : undefined);
const plus = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000);
const phoneLike = (text: string | undefined) => (text && /^\+?\d{8,15}$/.test(text) ? text : undefined);

function secondsBetween(from: Date | null, to: Date | null): number | null {
  if (!from || !to) return null;
  return Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));
}

function recordingFrom(record: KnowlarityRecord): CallReportInput["recording"] {
  const url = recordingOf(record);
  return url ? { url, expiresAt: null } : null;
}

/**
 * What a delivery says about the course of a call. A leg's end is not the call's: another agent may be tried. A delivery that only brings the
 * recording ends the call if nothing else has, but must not overrule the record of the call.
 */
function eventOf(record: KnowlarityRecord, facts: { isTimed: boolean }): CallReportInput["event"] | null {
  const name = (record.get("eventtype") ?? record.get("event") ?? "").toUpperCase();
  if (record.get("type")?.toUpperCase() === "CDR" || name === "CDR") return "analysed";
  if (/^(ORIGINATE|AGENT_CALL|CUSTOMER_CALL|RING(ING)?)$/.test(name)) return "ringing";
  if (/^(AGENT_ANSWER|CUSTOMER_ANSWER|ANSWER|BRIDGE)$/.test(name)) return "answered";
  if (name === "HANGUP") return record.get("legidentifier")?.toLowerCase() === "agent" ? null : "ended";
  return facts.isTimed || record.has("newhangupcause") ? "analysed" : "ended";
}

function directionOf(record: KnowlarityRecord): Direction | null {
  for (const name of ["calldirection", "direction", "calltype", "businesscalltype"]) {
    const word = record.get(name)?.toLowerCase() ?? "";
    if (/^out|click/.test(word)) return "outbound";
    if (/^in/.test(word)) return "inbound";
  }
  // Only the result of a call that we had placed names its end like this.
  return record.has("newhangupcause") ? "outbound" : null;
}

/** `Connected#+9198…` is the state of the agent and their number. */
function agentOf(text: string | undefined): { number: string | null; state: string | null } {
  if (!text) return { number: null, state: null };
  const cut = text.lastIndexOf("#");
  const number = (cut < 0 ? text : text.slice(cut + 1)).trim();
  const state = cut < 0 ? "" : text.slice(0, cut).trim();
  return {
    number: /\d{3}/.test(number) ? number : null,
    state: state || (/\d/.test(number) ? null : number),
  };
}

/** Who calls an Indian line writes Indian numbers. */
const isIndianLine = (line: string) => /^(\+|00)?91\d{8,11}$|^0\d{10}$/.test(line.replace(/[\s()-]/g, ""));

function extrasOf(record: KnowlarityRecord, agentState: string | null): Record<string, string> {
  const extras = Object.entries(EXTRAS).flatMap(([name, key]) => {
    const value = record.get(key);
    return value ? [[name, value.slice(0, 500)]] : [];
  });
  return { ...Object.fromEntries(extras), ...(agentState ? { agent_state: agentState } : {}) };
}
