import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { systemCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import type { Channel } from "@/domain/channels/channel";
import { voiceCallEnded } from "@/domain/channels/fixtures/voice-calls";
import { AppError } from "@/domain/errors";
import { noteSubject } from "@/domain/event-subjects";
import { drain } from "./drain";
import { getEvent } from "./get-event";
import { replayEvent } from "./replay";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(() => test.sql`truncate webhook_events, customers, conversations, call_sessions cascade`);

async function put(body: unknown, source = "voice"): Promise<string> {
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const [row] = await test.sql`insert into webhook_events (source, external_id, headers, body)
    values (${source}, gen_random_uuid()::text, '{}', ${bytes}) returning id`;
  return String(row?.id);
}
const admin = () => userCtx(test.db, "admin");
const channelWith = (handle: Channel["handle"]) => () => ({
  name: "stand-in",
  isConfigured: () => true,
  verify: () => ({ ok: false, reason: "not for requests" }) as const,
  handle,
});

it("writes down every try with its times and its reason, and counts on after a replay", async () => {
  const id = await put("x", "stand-in");
  const away = channelWith(async () => {
    throw new AppError("unavailable", "The branch list is being rebuilt.");
  });
  await drain(test.db, { find: away });
  await replayEvent(systemCtx(test.db), { id });
  await drain(test.db, { find: channelWith(async () => undefined) });
  const { tries, attempts } = await getEvent(admin(), id);
  expect(attempts).toBe(1);
  expect(tries.map(({ attempt, error }) => [attempt, error])).toEqual([
    [2, null],
    [1, "The branch list is being rebuilt."],
  ]);
  for (const { startedAt, finishedAt } of tries)
    expect(finishedAt.getTime()).toBeGreaterThanOrEqual(startedAt.getTime());
});

it("a failed try leaves nothing noted as made", async () => {
  const id = await put("x", "stand-in");
  const failing = channelWith(async (ctx) => {
    await noteSubject(ctx, { kind: "customer", id, isCreated: true });
    throw new AppError("invalid", "No.");
  });
  await drain(test.db, { find: failing });
  expect((await getEvent(admin(), id)).subjects).toMatchObject({ shown: [], made: 0 });
});

it("an ended call's event leads to what it made: the customer, the call, the conversation, the appointment", async () => {
  const id = await put(voiceCallEnded({ callId: "made-1" }));
  await drain(test.db);
  const { subjects, status } = await getEvent(admin(), id);
  expect(status).toBe("processed");
  expect(subjects).toMatchObject({ made: 4, touched: 0 });
  const [row] =
    await test.sql`select s.id call, s.conversation_id thread, s.customer_id customer, a.id appointment
    from call_sessions s join appointments a on a.call_session_id = s.id`;
  expect(Object.fromEntries(subjects.shown.map(({ kind, id: subject }) => [kind, subject]))).toEqual({
    call_session: row?.call,
    conversation: row?.thread,
    customer: row?.customer,
    appointment: row?.appointment,
  });
  for (const subject of subjects.shown) {
    expect(subject).toMatchObject({ name: "Nora Field", customerId: row?.customer });
    if (subject.kind !== "customer") expect(subject.conversationId).toBe(row?.thread);
  }
});

it("replaying a processed event makes nothing more", async () => {
  const id = await put(voiceCallEnded({ callId: "made-2" }));
  await drain(test.db);
  const before = await getEvent(admin(), id);
  await replayEvent(admin(), { id });
  await drain(test.db);
  const after = await getEvent(admin(), id);
  expect(after.status).toBe("processed");
  expect(after.subjects).toEqual(before.subjects);
  expect(after.tries).toHaveLength(2);
  expect(await test.sql`select count(*)::int n from customers`).toEqual([{ n: 1 }]);
});

it("a later event of the same call touches what the first one made", async () => {
  await put(voiceCallEnded({ callId: "made-3" }));
  await drain(test.db);
  const id = await put(voiceCallEnded({ callId: "made-3" }));
  await drain(test.db);
  expect((await getEvent(admin(), id)).subjects).toMatchObject({ made: 0, touched: 4 });
});
