import { z } from "zod";
import { recordCall } from "@/domain/calls/record-call";
import type { CallReportInput } from "@/domain/calls/report";
import { parseInput } from "@/domain/command";
import type { Channel, Delivery, Verification } from "./channel";
import { readJsonBody } from "./json-body";
import { equalsSecretly, nameByContent, refused } from "./signature";
import { customerPhone, fieldsOf, readCollected, readDirection, readRecording } from "./voice-fields";
import { readOutcome } from "./voice-outcome";
import { firstSaid, isRecord, recordOf, said } from "./voice-text";
import { readSeconds, readTime } from "./voice-times";
import { readTranscript } from "./voice-transcript";

/** Vapi signs nothing by itself: the secret header is the proof, and there is no time in it to check. */
function verify(delivery: Delivery): Verification {
  const secret = delivery.env.VAPI_WEBHOOK_SECRET;
  if (!secret) return refused("not configured");
  const given = delivery.headers.get("x-vapi-secret");
  if (!given || !equalsSecretly(given, secret)) return refused("secret header is missing or wrong");
  return { ok: true, eventId: nameByContent(delivery.rawBody) };
}

const anyMessage = z.object({
  message: z.looseObject({ type: z.string({ error: "expected text" }) }, { error: "expected an object" }),
});
const aboutCall = z.object({
  message: z.looseObject({
    call: z.looseObject(
      { id: z.string({ error: "expected text" }).min(1, "expected an id") },
      { error: "expected an object" },
    ),
  }),
});

/** Null for the many other messages that share the address: running transcripts, tool calls, speech updates. */
function readVapiEvent(body: unknown, receivedAt: Date): CallReportInput | null {
  const event = eventOf(parseInput(anyMessage, body).message);
  if (!event) return null;
  const { message } = parseInput(aboutCall, body);
  const { call } = message;
  const artifact = recordOf(message.artifact);
  const analysis = recordOf(message.analysis);
  const direction = readDirection(call.type);
  const customer = recordOf(message.customer ?? call.customer);
  const theirs = said(customer.number);
  const ours = said(recordOf(message.phoneNumber ?? call.phoneNumber).number);
  const [from, to] = direction === "outbound" ? [ours, theirs] : [theirs, ours];
  const fields = fieldsOf(
    recordOf(call.assistantOverrides).variableValues,
    structuredOutputs(artifact.structuredOutputs),
    analysis.structuredData,
  );
  const collected = readCollected({ ...fields, name: firstSaid(fields.name, customer.name) ?? undefined });
  const endReason = said(message.endedReason);
  // The system's lines are the agent's instructions, which nobody said.
  const spoken = readTranscript(artifact.messages ?? message.messages).filter(
    (line) => line.role !== "system",
  );
  return {
    provider: "vapi",
    callId: call.id,
    event,
    direction,
    from,
    to,
    customerPhone: customerPhone({ collected: collected.phone, direction, from, to }),
    callerName: collected.callerName,
    callerEmail: collected.callerEmail,
    at: readTime(message.timestamp) ?? receivedAt,
    startedAt: readTime(message.startedAt ?? call.startedAt),
    endedAt: readTime(message.endedAt ?? call.endedAt),
    durationSeconds: readSeconds(message.durationSeconds),
    endReason,
    outcome: readOutcome(endReason),
    transcript: spoken.length > 0 ? spoken : readTranscript(artifact.transcript ?? message.transcript),
    summary: firstSaid(analysis.summary, message.summary),
    appointment: collected.appointment,
    fields,
    recording: readRecording(firstSaid(artifact.recordingUrl, message.recordingUrl)),
  };
}

function eventOf(message: Record<string, unknown>): CallReportInput["event"] | null {
  if (message.type === "end-of-call-report") return "ended";
  const isRunning = message.status === "ringing" || message.status === "in-progress";
  return message.type === "status-update" && isRunning ? "started" : null;
}

/** Structured outputs come keyed by an id, with name and result inside. */
function structuredOutputs(outputs: unknown): Record<string, unknown> {
  return fieldsOf(
    ...Object.values(recordOf(outputs))
      .filter(isRecord)
      .map(({ name, result }) =>
        isRecord(result) ? result : typeof name === "string" ? { [name]: result } : {},
      ),
  );
}

export const vapi: Channel = {
  name: "voice/vapi",
  isConfigured: (env) => Boolean(env.VAPI_WEBHOOK_SECRET),
  verify,
  handle: async (ctx, event) => {
    const report = readVapiEvent(readJsonBody(event.rawBody), event.receivedAt);
    if (report) await recordCall(ctx, report);
  },
};
