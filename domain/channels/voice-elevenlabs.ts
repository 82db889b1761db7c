import { z } from "zod";
import { recordCall } from "@/domain/calls/record-call";
import type { CallReportInput } from "@/domain/calls/report";
import { parseInput } from "@/domain/command";
import type { Channel, Delivery, Verification } from "./channel";
import { readJsonBody } from "./json-body";
import { equalsSecretly, hmacSha256, isNear, nameByContent, refused } from "./signature";
import { customerPhone, fieldsOf, readCollected, readDirection } from "./voice-fields";
import { readOutcome } from "./voice-outcome";
import { firstSaid, isRecord, recordOf, said } from "./voice-text";
import { readSeconds, readTime } from "./voice-times";
import { readTranscript } from "./voice-transcript";

const TOLERANCE_SECONDS = 30 * 60;

export function elevenlabsSignature(input: { secret: string; timestamp: string; body: Buffer }): string {
  return `v0=${hmacSha256(input.secret, [`${input.timestamp}.`, input.body]).toString("hex")}`;
}

function verify(delivery: Delivery): Verification {
  const secret = delivery.env.ELEVENLABS_WEBHOOK_SECRET;
  if (!secret) return refused("not configured");
  const parts = (delivery.headers.get("elevenlabs-signature") ?? "").split(",").map((part) => part.trim());
  const timestamp = parts.find((part) => part.startsWith("t="))?.slice(2);
  const signatures = parts.filter((part) => part.startsWith("v0="));
  if (!timestamp || signatures.length === 0) return refused("signature header is missing or malformed");
  if (!/^\d{1,12}$/.test(timestamp)) return refused("timestamp is not a number");
  const signedAtMs = Number(timestamp) * 1000;
  if (!isNear({ signedAtMs, now: delivery.now, toleranceSeconds: TOLERANCE_SECONDS }))
    return refused("timestamp is too far away");
  const expected = elevenlabsSignature({ secret, timestamp, body: delivery.rawBody });
  if (!signatures.some((given) => equalsSecretly(given, expected)))
    return refused("signature does not match");
  return { ok: true, eventId: nameByContent(delivery.rawBody) };
}

const payload = z.object({
  type: z.string({ error: "expected text" }),
  event_timestamp: z.unknown().optional(),
  data: z.looseObject(
    { conversation_id: z.string({ error: "expected text" }).min(1, "expected an id") },
    { error: "expected an object" },
  ),
});

/** Each collected datum is an object with a reason beside its value; only the value is a fact. */
function collectedValues(results: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(recordOf(results)).map(([key, result]) => [key, isRecord(result) ? result.value : result]),
  );
}

/** Null for what is not about a call's life, such as its audio. */
function readElevenlabsEvent(body: unknown, receivedAt: Date): CallReportInput | null {
  const { type, event_timestamp, data } = parseInput(payload, body);
  if (type !== "post_call_transcription" && type !== "call_initiation_failure") return null;
  const metadata = recordOf(data.metadata);
  const phone = recordOf(metadata.phone_call);
  const failure = recordOf(metadata.body);
  const analysis = recordOf(data.analysis);
  const hasPhone = isRecord(metadata.phone_call);
  const isFailure = type === "call_initiation_failure";
  // Only an outgoing call can fail to be set up.
  const direction = isFailure ? "outbound" : hasPhone ? readDirection(phone.direction) : "web";
  const external = said(phone.external_number);
  const agent = said(phone.agent_number);
  const from = isFailure
    ? firstSaid(failure.From, failure.from_number)
    : direction === "outbound"
      ? agent
      : external;
  const to = isFailure
    ? firstSaid(failure.To, failure.to_number)
    : direction === "outbound"
      ? external
      : agent;
  const fields = fieldsOf(
    recordOf(data.conversation_initiation_client_data).dynamic_variables,
    collectedValues(analysis.data_collection_results),
  );
  const collected = readCollected(fields);
  const endReason = firstSaid(data.failure_reason, metadata.termination_reason);
  return {
    provider: "elevenlabs",
    callId: data.conversation_id,
    event: "ended",
    direction,
    from,
    to,
    customerPhone: customerPhone({ collected: collected.phone, direction, from, to }),
    callerName: collected.callerName,
    callerEmail: collected.callerEmail,
    at: readTime(event_timestamp) ?? receivedAt,
    startedAt: readTime(metadata.start_time_unix_secs),
    durationSeconds: readSeconds(metadata.call_duration_secs),
    endReason,
    outcome: isFailure ? (readFailure(endReason) ?? "failed") : (readOutcome(endReason) ?? "completed"),
    transcript: readTranscript(data.transcript),
    summary: said(analysis.transcript_summary),
    appointment: collected.appointment,
    fields,
  };
}

/** A call that was never set up did not complete, whatever its reason is called. */
function readFailure(reason: string | null): CallReportInput["outcome"] {
  const outcome = readOutcome(reason);
  return outcome === "completed" ? "failed" : outcome;
}

export const elevenlabs: Channel = {
  name: "voice/elevenlabs",
  isConfigured: (env) => Boolean(env.ELEVENLABS_WEBHOOK_SECRET),
  verify,
  handle: async (ctx, event) => {
    const report = readElevenlabsEvent(readJsonBody(event.rawBody), event.receivedAt);
    if (report) await recordCall(ctx, report);
  },
};
