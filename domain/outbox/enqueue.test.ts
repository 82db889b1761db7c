import { afterAll, beforeAll, expect, it } from "vitest";
import { systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { inTransaction } from "@/domain/ctx";
import { cancelForCustomer, cancelHeld } from "./cancel";
import { enqueueReply } from "./enqueue";
import { makeThread } from "./fixtures/threads";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const now = new Date("2026-11-20T10:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const enqueue = (conversationId: string, bubbles: string[], extra: { heldSeconds?: number } = {}) =>
  enqueueReply(systemCtx(test.db), { conversationId, bubbles, authorUserId: null, now, ...extra });
const messagesOf = (conversationId: string) =>
  test.sql`select direction, author, body, status, status_reason, external_id from messages
    where conversation_id = ${conversationId} order by sent_at, position`;

it("puts bubbles into the thread and the outbox, in order and held", async () => {
  const { conversationId, customerId, digits } = await makeThread(test.sql, { now });
  const [first, second] = await enqueue(conversationId, [" Hello ", "  ", "See you 😀"], { heldSeconds: 10 });
  expect(await messagesOf(conversationId)).toMatchObject([
    { direction: "out", author: "staff", body: "Hello", status: "queued", external_id: null },
    { direction: "out", author: "staff", body: "See you 😀", status: "queued", external_id: null },
  ]);
  const rows =
    await test.sql`select * from outbox_messages where conversation_id = ${conversationId} order by run_at`;
  expect(rows).toMatchObject([
    {
      id: first?.outboxId,
      customer_id: customerId,
      recipient: digits,
      held_until: later(10),
      run_at: later(10),
    },
    { id: second?.outboxId, held_until: later(10), run_at: later(16) },
  ]);
  expect(rows[0]?.payload).toEqual({
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: digits,
    type: "text",
    text: { body: "Hello", preview_url: false },
    biz_opaque_callback_data: first?.outboxId,
  });
});

it("writes to a business-scoped id where no number is known", async () => {
  const { conversationId } = await makeThread(test.sql, { now, scopedId: "IN.10000000000000000001" });
  const [row] = await enqueue(conversationId, ["Hello"]);
  const [{ payload } = { payload: null }] =
    await test.sql`select payload from outbox_messages where id = ${row?.outboxId ?? ""}`;
  expect(payload).toMatchObject({ recipient: "IN.10000000000000000001" });
  expect(payload).not.toHaveProperty("to");
});

it("refuses whoever withdrew consent, and a closed window, and writes nothing", async () => {
  const withdrawn = await makeThread(test.sql, { now, consent: "withdrawn" });
  const closed = await makeThread(test.sql, { now, minutesAgo: 24 * 60 });
  const open = await makeThread(test.sql, { now, minutesAgo: 24 * 60 - 1 });
  await expect(enqueue(withdrawn.conversationId, ["x"])).rejects.toMatchObject({
    code: "conflict",
    details: { reason: "consent_withdrawn" },
  });
  await expect(enqueue(closed.conversationId, ["x"])).rejects.toMatchObject({
    code: "conflict",
    details: { reason: "window_closed" },
  });
  await expect(enqueue(open.conversationId, ["x"])).resolves.toHaveLength(1);
  for (const { conversationId } of [withdrawn, closed]) expect(await messagesOf(conversationId)).toEqual([]);
});

it("refuses a thread that is over, one of another channel, and bubbles without text or too long", async () => {
  const over = await makeThread(test.sql, { now });
  await test.sql`update conversations set participant_key = null where id = ${over.conversationId}`;
  const voice = await makeThread(test.sql, { now });
  await test.sql`update conversations set channel = 'voice' where id = ${voice.conversationId}`;
  for (const { conversationId } of [over, voice])
    await expect(enqueue(conversationId, ["x"])).rejects.toMatchObject({
      details: { reason: "not_writable" },
    });
  const { conversationId } = await makeThread(test.sql, { now });
  for (const bubbles of [[], ["  "], ["x".repeat(4097)], Array.from({ length: 21 }, () => "x")])
    await expect(enqueue(conversationId, bubbles)).rejects.toMatchObject({ code: "invalid" });
  await expect(enqueue("00000000-0000-7000-8000-000000000000", ["x"])).rejects.toMatchObject({
    code: "not_found",
  });
});

it("leaves with the transaction that approves: without its commit nothing was ever said", async () => {
  const { conversationId } = await makeThread(test.sql, { now });
  const approval = inTransaction(systemCtx(test.db), async (ctx) => {
    await enqueueReply(ctx, { conversationId, bubbles: ["x"], authorUserId: null, now });
    throw new Error("the approval fails");
  });
  await expect(approval).rejects.toThrow("the approval fails");
  expect(await messagesOf(conversationId)).toEqual([]);
});

it("undo within its window takes the reply back entirely, and only once; beyond it, nothing", async () => {
  const { conversationId } = await makeThread(test.sql, { now });
  const rows = await enqueue(conversationId, ["One", "Two"], { heldSeconds: 10 });
  const outboxIds = rows.map((row) => row.outboxId);
  expect(await cancelHeld(systemCtx(test.db), { outboxIds, now: later(10) })).toEqual([]);
  expect(await messagesOf(conversationId)).toHaveLength(2);
  expect((await cancelHeld(systemCtx(test.db), { outboxIds, now: later(9) })).sort()).toEqual(
    outboxIds.sort(),
  );
  expect(await cancelHeld(systemCtx(test.db), { conversationId, now: later(9) })).toEqual([]);
  expect(await messagesOf(conversationId)).toEqual([]);
  expect(
    await test.sql`select action from audit_events where subject_id = ${conversationId} order by id`,
  ).toMatchObject([{ action: "outbox.enqueue" }, { action: "outbox.undo" }]);
});

it("a STOP ends everything that waits for that customer, with the reason in the thread", async () => {
  const one = await makeThread(test.sql, { now });
  const other = await makeThread(test.sql, { now });
  await enqueue(one.conversationId, ["One", "Two"], { heldSeconds: 10 });
  await enqueue(other.conversationId, ["Three"]);
  expect(
    await cancelForCustomer(systemCtx(test.db), one.customerId, "Not sent: they said stop.", later(3)),
  ).toBe(2);
  expect(
    await cancelForCustomer(systemCtx(test.db), one.customerId, "Not sent: they said stop.", later(4)),
  ).toBe(0);
  expect(await messagesOf(one.conversationId)).toMatchObject([
    { status: "failed", status_reason: "Not sent: they said stop." },
    { status: "failed", status_reason: "Not sent: they said stop." },
  ]);
  expect(await messagesOf(other.conversationId)).toMatchObject([{ status: "queued" }]);
});
