import { describe, expect, it } from "vitest";
import {
  callLogPush,
  classicCall,
  clickToCallResult,
  form,
  splitTimesPush,
  streamEvent,
} from "./fixtures/knowlarity-calls";
import { readKnowlarityBody } from "./knowlarity-body";
import { readKnowlarityCall } from "./knowlarity-call";
import { readKnowlarityTime } from "./knowlarity-times";

const RECEIVED = new Date("2026-11-20T04:00:00Z");
const readAll = (body: string) =>
  readKnowlarityBody(Buffer.from(body)).map((record) => readKnowlarityCall(record, RECEIVED));
const read = (body: string | object) => readAll(typeof body === "string" ? body : JSON.stringify(body))[0];

const DIALECTS = [
  {
    name: "classic",
    body: classicCall({ callId: "k1" }),
    expected: {
      from: "+919800000011",
      to: "+911140000099",
      direction: "inbound",
      startedAt: new Date("2026-11-20T03:49:44.391Z"),
      endedAt: new Date("2026-11-20T03:49:51.667Z"),
      durationSeconds: 7,
      outcome: null,
      recording: null,
      endReason: "900",
      agentNumber: null,
    },
  },
  {
    name: "call log push",
    body: callLogPush({ callId: "k1" }),
    expected: {
      direction: null,
      startedAt: new Date("2026-11-20T03:49:44Z"),
      endedAt: new Date("2026-11-20T03:51:07Z"),
      durationSeconds: 83,
      outcome: "completed",
      agentNumber: "+919800000777",
      recording: { url: "https://recordings.example.org/k1.mp3", expiresAt: null },
      fields: expect.objectContaining({ agent_state: "Connected", business_call_type: "Call Group" }),
    },
  },
  {
    name: "call log push under data",
    body: { event: "call_log", timestamp: "2026-11-20T04:00:00Z", data: callLogPush({ callId: "k1" }) },
    expected: { durationSeconds: 83, event: "analysed" },
  },
  {
    name: "call log push of a missed call",
    body: callLogPush({
      callId: "k1",
      business_call_type: "Missed Call",
      agent_number: "None",
      call_recording: "",
    }),
    expected: { outcome: "no_answer", agentNumber: null, recording: null },
  },
  {
    name: "date and time apart, without a zone",
    body: splitTimesPush({ callId: "k1" }),
    expected: {
      startedAt: new Date("2026-11-20T03:49:44Z"),
      durationSeconds: 83,
      outcome: "completed",
      customerPhone: { raw: "09800000011", statedBy: "caller" },
      country: "IN",
    },
  },
  {
    name: "click-to-call result inside a text",
    body: clickToCallResult({ callId: "k1" }),
    expected: {
      direction: "outbound",
      from: "+911140000099",
      to: "+919800000011",
      startedAt: new Date("2026-11-20T03:49:44Z"),
      endedAt: new Date("2026-11-20T03:49:56Z"),
      durationSeconds: 12,
      outcome: "no_answer",
      endReason: "AGENT_NO_ANSWER",
    },
  },
  {
    name: "record of the stream",
    body: streamEvent({
      callId: "k1",
      event_type: undefined,
      type: "CDR",
      Call_Type: "Outgoing",
      call_direction: null,
    }),
    expected: { event: "analysed", direction: "outbound" },
  },
];

describe.each(DIALECTS)("$name", ({ body, expected }) => {
  it("is one call, as JSON", () => {
    expect(read(body)).toMatchObject({
      provider: "knowlarity",
      callId: "k1",
      event: "analysed",
      ...expected,
    });
  });

  it("is the same call as a form, with its names in any case", () => {
    const nested = Object.entries(body).map(([name, value]) => [
      name.toUpperCase(),
      typeof value === "object" && value !== null ? JSON.stringify(value) : (value ?? ""),
    ]);
    expect(read(form(Object.fromEntries(nested)))).toEqual(read(body));
  });
});

describe("a body", () => {
  it("may hold several calls, in a list or beside facts of the delivery", () => {
    const calls = [callLogPush({ callId: "a" }), classicCall({ callId: "b" })];
    expect(readAll(JSON.stringify(calls)).map((call) => call?.callId)).toEqual(["a", "b"]);
    expect(readAll(JSON.stringify({ event: "log", objects: calls })).map((call) => call?.callId)).toEqual([
      "a",
      "b",
    ]);
  });

  it("may be a form whose plus signs were not encoded", () => {
    const call = read(
      "uuid=k1&customer_number=+919800000011&start_time=2026-11-20 09:19:44+05:30&call_duration=5",
    );
    expect(call).toMatchObject({
      customerPhone: { raw: "+919800000011" },
      startedAt: new Date("2026-11-20T03:49:44Z"),
    });
  });

  it("keeps a number of many digits exact", () => {
    expect(read('{"callid": 12345678901234567890, "call_duration": 3}')?.callId).toBe("12345678901234567890");
  });

  it.each([
    ["\u0000\u0001{", "The body is neither JSON nor a form."],
    ["[]", "The body holds no call."],
    ["{broken", "The body cannot be read: it is not JSON."],
    ['{"customer_number":"+919800000011"}', "No call id: expected one of uuid, call_uuid, callid."],
    ['{"uuid":"None"}', "No call id: expected one of uuid, call_uuid, callid."],
  ])("%j is refused in words", (body, words) => {
    expect(() => readAll(body)).toThrow(words);
  });
});

describe("an event of the stream", () => {
  const eventOf = (given: Record<string, unknown>) => read(streamEvent({ callId: "k1", ...given }))?.event;

  it("rings, is answered and ends by its name", () => {
    for (const event_type of ["ORIGINATE", "AGENT_CALL", "CUSTOMER_CALL"])
      expect(eventOf({ event_type })).toBe("ringing");
    for (const event_type of ["AGENT_ANSWER", "CUSTOMER_ANSWER", "ANSWER", "BRIDGE"])
      expect(eventOf({ event_type })).toBe("answered");
    expect(eventOf({ event_type: "HANGUP", leg_identifier: "customer" })).toBe("ended");
  });

  it("says nothing about the call when only an agent's leg ends: another may be tried", () => {
    expect(read(streamEvent({ callId: "k1", event_type: "HANGUP", leg_identifier: "agent" }))).toBeNull();
  });
});

describe("a time", () => {
  it.each([
    ["2026-11-20 03:49:44+00:00", undefined, "2026-11-20T03:49:44.000Z"],
    ["2026-11-20 09:19:44+0530", undefined, "2026-11-20T03:49:44.000Z"],
    ["2026-11-20T03:49:44Z", "Asia/Kolkata", "2026-11-20T03:49:44.000Z"],
    ["2026-11-20 09:19:44", undefined, "2026-11-20T03:49:44.000Z"],
    ["20-11-2026 09:19:44", undefined, "2026-11-20T03:49:44.000Z"],
    ["20/11/2026 09:19", undefined, "2026-11-20T03:49:00.000Z"],
    ["2026-11-20 07:49:44", "Asia/Dubai", "2026-11-20T03:49:44.000Z"],
    ["2026-07-20 04:49:44", "Europe/London", "2026-07-20T03:49:44.000Z"],
    ["2026-11-20 09:19:44", "Nowhere/Land", "2026-11-20T03:49:44.000Z"],
    ["1795000000", undefined, "2026-11-18T11:06:40.000Z"],
  ])("%s in zone %s", (text, zone, expected) => {
    expect(readKnowlarityTime(text, zone)?.toISOString()).toBe(expected);
  });

  it("that does not exist is none", () => {
    for (const text of ["0000-00-00 00:00:00", "2026-02-30 10:00:00", "2026-11-20 25:00:00", "soon", ""])
      expect(readKnowlarityTime(text, undefined), text).toBeNull();
  });
});
