import { z } from "zod";
import { recordCall } from "@/domain/calls/record-call";
import type { CallReportInput } from "@/domain/calls/report";
import { parseInput } from "@/domain/command";
import type { Channel, Delivery, Verification } from "./channel";
import { readJsonBody } from "./json-body";
import { equalsSecretly, hmacSha256, isNear, nameByContent, refused } from "./signature";
import { customerPhone, fieldsOf, readCollected, readDirection, readRecording } from "./voice-fields";
import { readOutcome } from "./voice-outcome";
import { recordOf, said } from "./voice-text";
import { readSeconds, readTime } from "./voice-times";
import { readTranscript } from "./voice-transcript";

const TOLERANCE_SECONDS = 5 * 60;
const EVENTS: Record<string, CallReportInput["event"]> = {
  call_started: "started",
  call_ended: "ended",
  call_analyzed: "analysed",
};

export function retellSignature(input: { key: string; milliseconds: string; body: Buffer }): string {
  const digest = hmacSha256(input.key, [input.body, input.milliseconds]).toString("hex");
  return `v=${input.milliseconds},d=${digest}`;
}

function verify(delivery: Delivery): Verification {
  const key = delivery.env.RETELL_API_KEY;
  if (!key) return refused("not configured");
  const given = delivery.headers.get("x-retell-signature");
  const milliseconds = given ? /^v=(\d{1,15}),d=[0-9a-f]{64}$/.exec(given)?.[1] : undefined;
  if (!given || !milliseconds) return refused("signature header is missing or malformed");
  const signedAtMs = Number(milliseconds);
  if (!isNear({ signedAtMs, now: delivery.now, toleranceSeconds: TOLERANCE_SECONDS }))
    return refused("timestamp is too far away");
  const expected = retellSignature({ key, milliseconds, body: delivery.rawBody });
  if (!equalsSecretly(given, expected)) return refused("signature does not match");
  return { ok: true, eventId: nameByContent(delivery.rawBody) };
}

const payload = z.object({
  event: z.string({ error: "expected text" }),
  call: z.looseObject(
    { call_id: z.string({ error: "expected text" }).min(1, "expected an id") },
    { error: "expected an object" },
  ),
});

/** Null for an event that is not about a call's life, such as a running transcript. */
function readRetellEvent(body: unknown, receivedAt: Date): CallReportInput | null {
  const { event: name, call } = parseInput(payload, body);
  const event = EVENTS[name];
  if (!event) return null;
  const analysis = recordOf(call.call_analysis);
  const direction = call.call_type === "web_call" ? "web" : readDirection(call.direction);
  const from = said(call.from_number);
  const to = said(call.to_number);
  const fields = fieldsOf(call.metadata, call.retell_llm_dynamic_variables, analysis.custom_analysis_data);
  const collected = readCollected(fields);
  const endReason = said(call.disconnection_reason);
  const milliseconds = readSeconds(call.duration_ms);
  const spoken = readTranscript(call.transcript_object);
  return {
    provider: "retell",
    callId: call.call_id,
    event,
    direction,
    from,
    to,
    customerPhone: customerPhone({ collected: collected.phone, direction, from, to }),
    callerName: collected.callerName,
    callerEmail: collected.callerEmail,
    at: readTime(call.end_timestamp) ?? readTime(call.start_timestamp) ?? receivedAt,
    startedAt: readTime(call.start_timestamp),
    endedAt: readTime(call.end_timestamp),
    durationSeconds: milliseconds === null ? null : Math.round(milliseconds / 1000),
    endReason,
    outcome: readOutcome(endReason),
    transcript: spoken.length > 0 ? spoken : readTranscript(call.transcript),
    summary: said(analysis.call_summary),
    appointment: collected.appointment,
    fields,
    recording: readRecording(call.recording_url),
  };
}

export const retell: Channel = {
  name: "voice/retell",
  isConfigured: (env) => Boolean(env.RETELL_API_KEY),
  verify,
  handle: async (ctx, event) => {
    const report = readRetellEvent(readJsonBody(event.rawBody), event.receivedAt);
    if (report) await recordCall(ctx, report);
  },
};
