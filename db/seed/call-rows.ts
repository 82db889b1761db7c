import { matchKeyOf } from "@/domain/phone/aliases";
import { insertRows, type Writer } from "./fill";
import type { Random } from "./random";

/** A call that is over, with its conversation: both carry `customerId`. */
export type Call = {
  sessionId: string;
  conversationId: string;
  provider: string;
  callId: string;
  channel: "voice" | "knowlarity";
  direction: "inbound" | "outbound" | "web";
  outcome: "completed" | "no_answer" | "busy" | "failed" | "voicemail" | "transferred";
  customerId: string | null;
  branchId: string | null;
  /** The number as the provider gave it, and its E.164 form where it has one. */
  customerPhone: string | null;
  e164: string | null;
  /** The organisation's line; null on the web. */
  ourLine: string | null;
  agentNumber: string | null;
  callerName: string | null;
  callerEmail: string | null;
  summary: string | null;
  unlinkedReason: string | null;
  startedAt: Date;
  endedAt: Date;
  lines: readonly { author: "agent" | "customer"; body: string; atSeconds: number }[];
};

/** Writes calls, their conversations and their transcripts. */
export async function writeCalls(sql: Writer, random: Random, calls: readonly Call[]): Promise<void> {
  await insertRows(sql, "conversations", calls.map(conversationRow));
  await insertRows(sql, "call_sessions", calls.map(sessionRow));
  await insertRows(
    sql,
    "messages",
    calls.flatMap((call) => transcriptRows(random, call)),
  );
}

const keyOf = ({ e164 }: Call) => (e164 ? matchKeyOf(e164) : null);

function conversationRow(call: Call) {
  return {
    id: call.conversationId,
    customer_id: call.customerId,
    channel: call.channel,
    branch_id: call.branchId,
    status: "closed",
    contact_name: call.callerName,
    contact_phone: call.e164 ?? call.customerPhone,
    phone_match_key: keyOf(call),
    summary: call.summary,
    started_at: call.startedAt,
    last_message_at: call.endedAt,
    created_at: call.endedAt,
  };
}

function sessionRow(call: Call) {
  const outbound = call.direction === "outbound";
  return {
    id: call.sessionId,
    provider: call.provider,
    external_id: call.callId,
    conversation_id: call.conversationId,
    customer_id: call.customerId,
    branch_id: call.branchId,
    direction: call.direction,
    status: "ended",
    outcome: call.outcome,
    from_number: outbound ? call.ourLine : call.customerPhone,
    to_number: outbound ? call.customerPhone : call.ourLine,
    customer_phone: call.customerPhone,
    phone_match_key: keyOf(call),
    caller_name: call.callerName,
    caller_email: call.callerEmail,
    agent_number: call.agentNumber,
    summary: call.summary,
    unlinked_reason: call.unlinkedReason,
    fields: {},
    started_at: call.startedAt,
    ended_at: call.endedAt,
    duration_seconds: Math.round((call.endedAt.getTime() - call.startedAt.getTime()) / 1000),
    created_at: call.endedAt,
    updated_at: call.endedAt,
  };
}

function transcriptRows(random: Random, call: Call) {
  return call.lines.map(({ author, body, atSeconds }, position) => ({
    id: random.id(call.startedAt),
    conversation_id: call.conversationId,
    external_scope: `call:${call.provider}`,
    external_id: `${call.callId}:${position}`,
    direction: author === "customer" ? "in" : "out",
    author,
    type: "text",
    body,
    payload: null,
    status: "received",
    status_reason: null,
    position,
    sent_at: new Date(call.startedAt.getTime() + atSeconds * 1000),
    created_at: call.endedAt,
  }));
}
