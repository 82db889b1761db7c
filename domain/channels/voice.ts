import { z } from "zod";
import { recordCall } from "@/domain/calls/record-call";
import type { CallReportInput } from "@/domain/calls/report";
import { parseInput } from "@/domain/command";
import type { Channel } from "./channel";
import { readJsonBody } from "./json-body";
import { verifyStandardWebhook } from "./standard-webhooks";
import { customerPhone, fieldsOf, readCollected, readDirection, readRecording } from "./voice-fields";
import { readOutcome } from "./voice-outcome";
import { firstSaid, recordOf, said } from "./voice-text";
import { readSeconds, readTime } from "./voice-times";
import { readTranscript } from "./voice-transcript";

const TYPES = [
  "voice.call.started",
  "voice.call.ended",
  "voice.call.analysed",
  "voice.call.analyzed",
] as const;
const EVENTS = {
  "voice.call.started": "started",
  "voice.call.ended": "ended",
  "voice.call.analysed": "analysed",
  "voice.call.analyzed": "analysed",
} as const satisfies Record<(typeof TYPES)[number], CallReportInput["event"]>;

const id = z
  .union(
    [
      z.string().trim().min(1, "expected an id"),
      z.number().refine(Number.isSafeInteger, "is too large for a number; send it as text"),
    ],
    {
      error: "expected text",
    },
  )
  .transform(String);

/** Only what cannot be done without; the rest is read leniently, so that a new or odd field never loses a call. */
const payload = z.object({
  type: z.enum(TYPES, { error: `expected one of ${TYPES.join(", ")}` }),
  timestamp: z.unknown().optional(),
  data: z.looseObject({ call_id: id }, { error: "expected an object" }),
});

/** Our own event, for any voice agent that can sign a Standard Webhook. */
export function readVoiceEvent(body: unknown, receivedAt: Date): CallReportInput {
  const { type, timestamp, data } = parseInput(payload, body);
  const direction = readDirection(data.direction);
  const from = said(data.from);
  const to = said(data.to);
  const fields = fieldsOf(
    data.fields,
    data.appointment === undefined ? {} : { appointment: data.appointment },
  );
  const collected = readCollected(fields);
  const reason = recordOf(data.end_reason);
  const endReason = firstSaid(data.end_reason, reason.raw);
  return {
    provider: firstSaid(data.provider)?.slice(0, 60) ?? "voice",
    callId: data.call_id,
    event: EVENTS[type],
    direction,
    from,
    to,
    customerPhone: customerPhone({
      stated: data.customer_phone,
      collected: collected.phone,
      direction,
      from,
      to,
    }),
    country: said(data.country),
    callerName: collected.callerName,
    callerEmail: collected.callerEmail,
    at: readTime(timestamp) ?? receivedAt,
    startedAt: readTime(data.started_at),
    endedAt: readTime(data.ended_at),
    durationSeconds: readSeconds(data.duration_s),
    endReason,
    outcome: readOutcome(firstSaid(reason.normalised, reason.normalized) ?? endReason),
    transcript: readTranscript(data.transcript),
    summary: said(data.summary),
    appointment: collected.appointment,
    fields: withOutcome(fields, data.outcome),
    recording: readRecording(recordOf(data.recording).url, recordOf(data.recording).expires_at),
  };
}

/** An agent's own verdict ("appointment booked") is not the way the call ended; it is kept with what was collected. */
function withOutcome(fields: Record<string, unknown>, outcome: unknown): Record<string, unknown> {
  const text = said(outcome);
  return text === null ? fields : { outcome: text, ...fields };
}

export const voice: Channel = {
  name: "voice",
  isConfigured: (env) => Boolean(env.VOICE_WEBHOOK_SECRET),
  verify: (delivery) => verifyStandardWebhook(delivery, delivery.env.VOICE_WEBHOOK_SECRET),
  handle: async (ctx, event) => {
    await recordCall(ctx, readVoiceEvent(readJsonBody(event.rawBody), event.receivedAt));
  },
};
