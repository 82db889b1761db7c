import { z } from "zod";

const TRANSCRIPT_ROLES = ["agent", "customer", "system"] as const;
export const CALL_OUTCOMES = [
  "completed",
  "no_answer",
  "busy",
  "failed",
  "voicemail",
  "transferred",
] as const;

const text = z.string().nullable().default(null);
const time = z.date({ error: "expected a time" }).nullable().default(null);

/**
 * What one event says about one call, in our words, whichever provider sent it. Only the call's id and one time are certain;
 * everything else is null when the event does not say. `at` is when the event itself was made, the fallback for both times.
 */
export const callReport = z.object({
  provider: z.string().min(1).max(60),
  callId: z.string().min(1).max(300),
  /** Whose calls they are on the screens: a voice agent's, or those of the cloud telephony. */
  channel: z.enum(["voice", "knowlarity"]).default("voice"),
  /** "ringing" and "started" begin the call, "answered" only says that it goes on, "analysed" is the last word on it. */
  event: z.enum(["ringing", "started", "answered", "ended", "analysed"]),
  /** Null when the event does not say; a call is inbound until one does. */
  direction: z.enum(["inbound", "outbound", "web"]).nullable().default("inbound"),
  from: text,
  to: text,
  /** The customer's number as received, and which part of the event said so. */
  customerPhone: z
    .object({ raw: z.string(), statedBy: z.enum(["customer_phone", "fields", "caller", "called"]) })
    .nullable()
    .default(null),
  country: text,
  /** The member of staff who was called or calls. */
  agentNumber: text,
  callerName: text,
  callerEmail: text,
  at: z.date(),
  startedAt: time,
  endedAt: time,
  durationSeconds: z.number().int().min(0).max(10_000_000).nullable().default(null),
  /** The provider's own word for how the call ended. */
  endReason: text,
  outcome: z.enum(CALL_OUTCOMES).nullable().default(null),
  transcript: z
    .array(
      z.object({
        role: z.enum(TRANSCRIPT_ROLES),
        text: z.string(),
        atSeconds: z.number().min(0).max(1_000_000).nullable(),
      }),
    )
    .default([]),
  summary: text,
  /** `startsAt` is ISO 8601; without an offset it is the branch's wall clock. */
  appointment: z
    .object({
      service: z.string(),
      startsAt: z.string(),
      durationMinutes: z.number().int().nullable(),
      notes: z.string().nullable(),
    })
    .nullable()
    .default(null),
  fields: z.record(z.string(), z.unknown()).default({}),
  recording: z.object({ url: z.string(), expiresAt: time }).nullable().default(null),
});

export type CallReport = z.output<typeof callReport>;
export type CallReportInput = z.input<typeof callReport>;
