import { describe, expect, it } from "vitest";
import { voiceCallEnded } from "./fixtures/voice-calls";
import { readJsonBody } from "./json-body";
import { readVoiceEvent } from "./voice";
import { readOutcome } from "./voice-outcome";
import { readAppointmentTime, readTime } from "./voice-times";

const NOW = new Date("2026-11-20T12:00:00Z");
const read = (data: Record<string, unknown>) => readVoiceEvent(voiceCallEnded({ callId: "c1", data }), NOW);

it("times are read in seconds, milliseconds, as text and as ISO", () => {
  const same = new Date("2026-11-18T08:26:40Z");
  for (const value of [
    1794990400,
    1794990400000,
    "1794990400",
    "2026-11-18T08:26:40Z",
    "2026-11-18T13:56:40+05:30",
    "2026-11-18 08:26:40",
  ]) {
    expect(readTime(value), String(value)).toEqual(same);
  }
  for (const value of [null, "", "yesterday", {}, Number.NaN, -1, "0000-00-00 00:00:00", 12])
    expect(readTime(value)).toBeNull();
});

it("an appointment's time without an offset stays a wall clock, and a day that does not exist is none", () => {
  expect(readAppointmentTime("2026-11-23T09:30")).toBe("2026-11-23T09:30");
  expect(readAppointmentTime("2026-11-23T09:30:00-05:00")).toBe("2026-11-23T14:30:00.000Z");
  expect(readAppointmentTime("2026-02-30T09:30")).toBeNull();
  expect(readAppointmentTime("next Monday")).toBeNull();
});

it.each([
  ["customer-ended-call", "completed"],
  ["user_hangup", "completed"],
  ["voicemail_reached", "voicemail"],
  ["customer-did-not-answer", "no_answer"],
  ["dial_busy", "busy"],
  ["call_transfer", "transferred"],
  ["pipeline-error-openai-llm-failed", "failed"],
  [null, null],
])("the end reason %s is the outcome %s", (reason, outcome) => {
  expect(readOutcome(reason)).toBe(outcome);
});

it("an end reason may be raw and normalised side by side", () => {
  expect(read({ end_reason: { raw: "hangup-77", normalised: "busy" } })).toMatchObject({
    endReason: "hangup-77",
    outcome: "busy",
  });
});

it("only the call's id is asked for; odd types in the rest lose the field and never the call", () => {
  const odd = {
    from: 12025550143,
    to: [],
    started_at: {},
    duration_s: "soon",
    transcript: 7,
    fields: "none",
    recording: "x",
    summary: false,
  };
  expect(read({ ...odd, ended_at: null })).toMatchObject({
    callId: "c1",
    from: "12025550143",
    transcript: [],
    fields: {},
    recording: null,
  });
});

it("an appointment whose time cannot be read is kept among the fields and booked nowhere", () => {
  const fields = { appointment: { service: "Facial", starts_at: "sometime" } };
  expect(read({ fields })).toMatchObject({ appointment: null, fields });
});

describe("a body that cannot be read is refused in words", () => {
  it.each([
    ["", "it is empty"],
    ["{", "it is not JSON"],
    [`${"[".repeat(100_000)}${"]".repeat(100_000)}`, "nested"],
  ])("%#", (body, why) => {
    expect(() => readJsonBody(Buffer.from(body))).toThrow(why);
  });

  it("a type nobody knows is named with those that are known", () => {
    const unknown = voiceCallEnded({ callId: "c1", type: "voice.call.paused" });
    expect(() => readVoiceEvent(unknown, NOW)).toThrow(
      expect.objectContaining({
        fields: [{ field: "type", message: expect.stringContaining("voice.call.ended") }],
      }),
    );
  });
});

it("an event without a time of its own is read as of its arrival", () => {
  const report = readVoiceEvent(
    { type: "voice.call.ended", data: { call_id: "c2", from: "+15550100" } },
    NOW,
  );
  expect(report).toMatchObject({ callId: "c2", from: "+15550100" });
});

it("a numeric call id that JSON cannot hold exactly is refused, because two calls would become one", () => {
  const event = { type: "voice.call.ended", data: { call_id: JSON.parse("12345678901234567890") } };
  expect(() => readVoiceEvent(event, NOW)).toThrow(expect.objectContaining({ code: "invalid" }));
});
