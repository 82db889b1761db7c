import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { GET as health } from "@/app/api/health/route";
import { closeDatabase, database } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { signedRequest } from "@/domain/channels/fixtures/signed-delivery";
import { retellCall, voiceCallEnded } from "@/domain/channels/fixtures/voice-calls";
import { startLanes } from "@/domain/intake/drain-loop";
import { env } from "@/env";
import { POST as vendorPost } from "./[vendor]/route";
import { POST } from "./route";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
  // The routes open the process's own pool; here it is this file's database. env() reads it on first use, which is later.
  process.env.DATABASE_URL = test.url;
});
afterAll(async () => {
  await closeDatabase();
  await test.close();
});

const vendor = (name: string, request: Request) =>
  vendorPost(request, { params: Promise.resolve({ vendor: name }) });

it("what the door accepts, the lanes make into a linked call within a second", async () => {
  const lanes = startLanes({ db: database() });
  const body = JSON.stringify(voiceCallEnded({ callId: "door-1" }));
  const answer = await POST(signedRequest({ channel: "voice", body, secrets: env(), id: "msg_door_1" }));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ received: true });
  const linked = () =>
    test.sql`select 1 from call_sessions where external_id = 'door-1' and customer_id is not null`;
  await vi.waitFor(async () => expect(await linked()).toHaveLength(1), { timeout: 1000, interval: 10 });
  await lanes.stop();
});

it("each provider has its own door, and an unknown one has none", async () => {
  const body = JSON.stringify(retellCall({ callId: "door-2" }));
  const signed = () => signedRequest({ channel: "voice/retell", body, secrets: env() });
  expect((await vendor("retell", signed())).status).toBe(200);
  expect((await vendor("vapi", signed())).status).toBe(401);
  expect((await vendor("nobody", signed())).status).toBe(404);
});

it("health is answered without signing in, and holds no secret", async () => {
  const answer = await health();
  expect(answer.status).toBe(200);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ status: "ok", channels: { voice: "configured" } });
  for (const secret of [env().VOICE_WEBHOOK_SECRET, env().RETELL_API_KEY, env().AUTH_SECRET]) {
    expect(text).not.toContain(secret ?? "no secret");
  }
});
