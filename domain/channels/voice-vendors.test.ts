import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { drain } from "@/domain/intake/drain";
import { receive } from "@/domain/intake/receive";
import { env } from "@/env";
import { signedRequest, type VoiceChannel } from "./fixtures/signed-delivery";
import { elevenlabsCall, retellCall, vapiCall, voiceCallEnded } from "./fixtures/voice-calls";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

/** From the signed delivery to the rows, as the server does it. */
async function deliver(channel: VoiceChannel, payload: unknown): Promise<void> {
  const request = signedRequest({
    channel,
    body: JSON.stringify(payload),
    secrets: env(),
    id: `msg_${Math.random()}`,
  });
  expect(await receive({ channelName: channel, request, db: test.db, env: env() })).toMatchObject({
    status: 200,
  });
  await drain(test.db);
  expect(await test.sql`select last_error from webhook_events where last_error is not null`).toEqual([]);
}

async function callOf(externalId: string) {
  const [row] = await test.sql`select s.*, c.phone_number, c.display_name, c.email from call_sessions s
    left join customers c on c.id = s.customer_id where s.external_id = ${externalId}`;
  const lines =
    await test.sql`select author, body from messages where conversation_id = ${row?.conversation_id ?? null} order by sent_at, position`;
  return { ...row, lines: lines.map((line): string[] => [line.author, line.body]) };
}

it("our own event runs from delivery to customer", async () => {
  await deliver("voice", voiceCallEnded({ callId: "own-1" }));
  expect(await callOf("own-1")).toMatchObject({
    provider: "frontdesk",
    phone_number: "+12025550143",
    display_name: "Nora Field",
  });
});

describe("Retell", () => {
  it("an ended call and its analysis become one call", async () => {
    await deliver("voice/retell", retellCall({ callId: "retell-1", event: "call_started" }));
    await deliver(
      "voice/retell",
      retellCall({ callId: "retell-1", event: "call_ended", call: { call_analysis: undefined } }),
    );
    await deliver("voice/retell", retellCall({ callId: "retell-1" }));
    expect(await callOf("retell-1")).toMatchObject({
      provider: "retell",
      status: "ended",
      outcome: "completed",
      end_reason: "user_hangup",
      duration_seconds: 65,
      started_at: new Date(1795000000000),
      phone_number: "+12025550151",
      display_name: "Omar Quill",
      email: "omar.quill@example.org",
      summary: "Asked about opening hours.",
      recording_url: "https://recordings.example.org/r1.wav",
      lines: [
        ["agent", "Hello."],
        ["customer", "Is the clinic open on Sunday?"],
      ],
    });
  });

  it("a transcript that is only text is told apart by its speakers", async () => {
    await deliver("voice/retell", retellCall({ callId: "retell-2", call: { transcript_object: undefined } }));
    expect(await callOf("retell-2")).toMatchObject({
      lines: [
        ["agent", "Hello."],
        ["customer", "Is the clinic open on Sunday?"],
      ],
    });
  });

  it("a web call has no number and is linked to nobody", async () => {
    const call = {
      call_type: "web_call",
      direction: undefined,
      from_number: undefined,
      to_number: undefined,
    };
    await deliver("voice/retell", retellCall({ callId: "retell-3", call }));
    expect(await callOf("retell-3")).toMatchObject({
      direction: "web",
      customer_id: null,
      unlinked_reason: "empty",
    });
  });

  it("an outgoing call that nobody answered belongs to the number that was called", async () => {
    const call = {
      direction: "outbound",
      from_number: "+12025550100",
      to_number: "+12025550155",
      disconnection_reason: "dial_no_answer",
    };
    await deliver("voice/retell", retellCall({ callId: "retell-4", call }));
    expect(await callOf("retell-4")).toMatchObject({
      phone_number: "+12025550155",
      outcome: "no_answer",
      direction: "outbound",
    });
  });
});

describe("ElevenLabs", () => {
  it("a transcription becomes a call with what was collected", async () => {
    await deliver("voice/elevenlabs", elevenlabsCall({ callId: "eleven-1" }));
    expect(await callOf("eleven-1")).toMatchObject({
      provider: "elevenlabs",
      phone_number: "+12025550162",
      display_name: "Priya Lake",
      outcome: "completed",
      started_at: new Date(1795000100000),
      ended_at: new Date(1795000190000),
      duration_seconds: 90,
      fields: { name: "Priya Lake", campaign: "autumn" },
      lines: [
        ["agent", "Hello, who is calling?"],
        ["customer", "This is Priya."],
      ],
    });
  });

  it("a call that could not be set up is kept, as busy", async () => {
    const body = { From: "+12025550100", To: "+12025550166" };
    const data = {
      conversation_id: "eleven-2",
      agent_id: "a",
      failure_reason: "busy",
      metadata: { type: "twilio", body },
    };
    await deliver("voice/elevenlabs", { type: "call_initiation_failure", event_timestamp: 1795000300, data });
    expect(await callOf("eleven-2")).toMatchObject({
      outcome: "busy",
      direction: "outbound",
      phone_number: "+12025550166",
    });
  });

  it("a call's audio is received and makes nothing", async () => {
    await deliver("voice/elevenlabs", {
      type: "post_call_audio",
      event_timestamp: 1,
      data: { conversation_id: "eleven-3", full_audio: "AAAA" },
    });
    expect(await test.sql`select 1 from call_sessions where external_id = 'eleven-3'`).toEqual([]);
  });
});

describe("Vapi", () => {
  it("a report becomes a call, without the agent's instructions among its lines", async () => {
    await deliver("voice/vapi", vapiCall({ callId: "vapi-1" }));
    expect(await callOf("vapi-1")).toMatchObject({
      provider: "vapi",
      outcome: "completed",
      duration_seconds: 120,
      phone_number: "+12025550174",
      customer_phone: "202-555-0174",
      display_name: "Tom Reed",
      lines: [
        ["agent", "Hi."],
        ["customer", "Please call me back."],
      ],
    });
  });

  it("messages about other things are received and make nothing", async () => {
    await deliver("voice/vapi", { message: { type: "speech-update", call: { id: "vapi-2" } } });
    await deliver("voice/vapi", { message: { type: "assistant-request" } });
    expect(await test.sql`select 1 from call_sessions where external_id = 'vapi-2'`).toEqual([]);
  });
});

it("text that a database refuses is made storable: NUL, half an emoji, a name that reaches for the prototype", async () => {
  const odd = `{"type":"voice.call.ended","timestamp":1795000000,"data":{"call_id":"odd-1","from":"+12025550181",
    "fields":{"name":"Ada\\u0000 Pine","__proto__":{"isAdmin":true}},"transcript":"User: cut \\ud83d here"}}`;
  const request = signedRequest({ channel: "voice", body: odd, secrets: env(), id: "msg_odd" });
  await receive({ channelName: "voice", request, db: test.db, env: env() });
  await drain(test.db);
  expect(await callOf("odd-1")).toMatchObject({
    display_name: "Ada Pine",
    lines: [["customer", "cut \ufffd here"]],
  });
});

it("a transcript over 2 MB is cut, and says so", async () => {
  const transcript = Array.from({ length: 5 }, () => ({ role: "customer", text: "x".repeat(500_000) }));
  await deliver("voice", voiceCallEnded({ callId: "long-1", data: { transcript } }));
  const { lines } = await callOf("long-1");
  expect(lines).toHaveLength(5);
  expect(lines.at(-1)).toEqual(["system", expect.stringContaining("cut here")]);
});
