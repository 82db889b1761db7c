import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { connect } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { signedHeaders, signedRequest, type VoiceChannel } from "@/domain/channels/fixtures/signed-delivery";
import { voiceCallEnded } from "@/domain/channels/fixtures/voice-calls";
import { env } from "@/env";
import { LARGEST_BODY_BYTES } from "./read-body";
import { receive } from "./receive";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.sql`delete from webhook_events`;
});

const body = JSON.stringify(voiceCallEnded({ callId: "r1" }));
const post = (request: Request, channelName = "voice", changes: Partial<ReturnType<typeof env>> = {}) =>
  receive({ channelName, request, db: test.db, env: { ...env(), ...changes } });
const signed = (input: { channel?: VoiceChannel; body?: string; id?: string } = {}) =>
  signedRequest({ channel: "voice", body, secrets: env(), ...input });
const stored = () =>
  test.sql`select source, external_id, headers, body from webhook_events order by received_at`;

it("stores the bytes exactly as received before it answers 200", async () => {
  const odd = '{"type":"voice.call.ended","data":{"call_id":"\\u0000\\ud800 é"}}';
  const receipt = await post(signed({ body: odd, id: "msg_odd" }));
  expect(receipt).toEqual({ status: 200, body: { received: true } });
  const [row] = await stored();
  expect(row).toMatchObject({ source: "voice", external_id: "msg_odd" });
  expect(row?.body.equals(Buffer.from(odd))).toBe(true);
});

it("keeps no signature and no secret among the headers", async () => {
  await post(signed({ id: "msg_h" }));
  await post(signed({ channel: "voice/vapi" }), "voice/vapi");
  const rows = await stored();
  expect(rows).toHaveLength(2);
  for (const row of rows) {
    const names = Object.keys(row.headers);
    expect(names).toContain("content-type");
    expect(
      names.filter(
        (name) => !["content-type", "user-agent", "webhook-id", "webhook-timestamp"].includes(name),
      ),
    ).toEqual([]);
  }
});

it.each(["voice", "voice/retell", "voice/elevenlabs", "voice/vapi"] as const)(
  "a second delivery on %s is received again and stored once",
  async (channel) => {
    const request = () => signed({ channel, id: "msg_twice" });
    const receipts = [await post(request(), channel), await post(request(), channel)];
    expect(receipts.map((receipt) => receipt.status)).toEqual([200, 200]);
    expect(await stored()).toHaveLength(1);
  },
);

it("refuses with 401 what is not proven genuine, and writes nothing", async () => {
  const wrong = new Request("http://localhost/", {
    method: "POST",
    body,
    headers: { "x-vapi-secret": "no" },
  });
  expect((await post(wrong, "voice/vapi")).status).toBe(401);
  const bare = new Request("http://localhost/", { method: "POST", body });
  expect((await post(bare)).status).toBe(401);
  const changed = new Request(signed(), { body: body.replace("r1", "r2") });
  expect((await post(changed)).status).toBe(401);
  expect(await stored()).toHaveLength(0);
});

it("answers 503 and writes nothing when the channel's secret is not set", async () => {
  const receipt = await post(signed(), "voice", { VOICE_WEBHOOK_SECRET: undefined });
  expect(receipt.status).toBe(503);
  expect(receipt.body.error).toContain("not configured");
  expect(await stored()).toHaveLength(0);
});

it("answers 404 for a channel that does not exist", async () => {
  expect((await post(signed(), "voice/nobody")).status).toBe(404);
});

it("takes a body of exactly 4 MB", async () => {
  const largest = "x".repeat(LARGEST_BODY_BYTES);
  expect((await post(signed({ body: largest, id: "msg_max" }))).status).toBe(200);
});

it("answers 413 to a claimed length over 4 MB without reading", async () => {
  const request = new Request(signed(), {
    headers: { ...Object.fromEntries(signed().headers), "content-length": String(LARGEST_BODY_BYTES + 1) },
  });
  expect((await post(request)).status).toBe(413);
});

it("stops reading a body that grows over 4 MB, and answers 413", async () => {
  let sent = 0;
  let isCancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      controller.enqueue(new Uint8Array(1024 * 1024));
    },
    cancel() {
      isCancelled = true;
    },
  });
  const headers = signedHeaders({ channel: "voice", body, secrets: env() });
  const init = { method: "POST", body: endless, duplex: "half", headers } satisfies RequestInit & {
    duplex: string;
  };
  expect((await post(new Request("http://localhost/", init))).status).toBe(413);
  expect(isCancelled).toBe(true);
  expect(sent).toBeLessThan(10);
  expect(await stored()).toHaveLength(0);
});

it("refuses a compressed body with 415", async () => {
  const request = signed();
  request.headers.set("content-encoding", "gzip");
  expect((await post(request)).status).toBe(415);
});

it("answers 503 with Retry-After when the database is away", async () => {
  const gone = connect("postgres://nobody@127.0.0.1:9/nowhere", { max: 1 });
  const receipt = await receive({ channelName: "voice", request: signed(), db: gone.db, env: env() });
  expect(receipt.status).toBe(503);
  expect(receipt.headers?.["Retry-After"]).toMatch(/^\d+$/);
  await gone.close();
});
