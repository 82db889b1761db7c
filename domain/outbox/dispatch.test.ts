import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connect } from "@/db/client";
import { channelCtx, systemCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { whatsapp } from "@/domain/channels/whatsapp";
import { sendMessage } from "@/domain/channels/whatsapp-send";
import { advanceStatuses } from "@/domain/conversations/advance-statuses";
import { inTransaction } from "@/domain/ctx";
import { startMessagesStandIn, statusWebhook } from "@/e2e/stand-ins/graph-messages";
import { env } from "@/env";
import { claimNext } from "./claim";
import { dispatchDue } from "./dispatch";
import { runOutboxLoop } from "./dispatch-loop";
import { enqueueReply } from "./enqueue";
import { makeThread, OUR_NUMBER } from "./fixtures/threads";
import { settleByHand } from "./settle-by-hand";
import { settleByStatus } from "./settle-by-status";
import { explainAbandoned, explainWaiting } from "./waiting";

const TOKEN = "the token";
let test: Awaited<ReturnType<typeof testDatabase>>;
let graph: Awaited<ReturnType<typeof startMessagesStandIn>>;
/** The outbox's clock: each test moves it by itself. */
let now: Date;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  now = new Date("2026-11-20T10:00:00Z");
  graph = await startMessagesStandIn({ token: TOKEN });
  await test.sql`delete from outbox_messages`;
  await test.sql`delete from messages`;
  await test.sql`delete from channel_alerts`;
});
afterEach(() => graph.close());

const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const send = (input: { phoneNumberId: string; payload: Record<string, unknown> }) =>
  sendMessage({ apiUrl: graph.apiUrl, token: TOKEN, timeoutMs: 300, ...input });
const dispatch = (options: { isProbe?: boolean } = {}) =>
  dispatchDue(test.db, { send, clock: () => now, ...options });
async function queue(bubbles = ["Hello"], thread?: Awaited<ReturnType<typeof makeThread>>) {
  const { conversationId, customerId } = thread ?? (await makeThread(test.sql, { now }));
  const rows = await enqueueReply(systemCtx(test.db), {
    conversationId,
    bubbles,
    authorUserId: null,
    heldSeconds: 0,
    now,
  });
  return { conversationId, customerId, ids: rows.map((row) => row.outboxId), id: rows[0]?.outboxId ?? "" };
}
async function stateOf(id: string) {
  const [row] =
    await test.sql`select o.attempts, o.sent_at, o.uncertain_at, o.failed_at, o.cancelled_at, o.run_at, o.last_error,
      m.status, m.status_reason, m.external_scope, m.external_id
    from outbox_messages o join messages m on m.id = o.message_id where o.id = ${id}`;
  return row;
}
const bodies = () => graph.taken.map(({ body }) => Object(body.text).body);
/** A report as the channel reads it: it moves the message, and settles the outbox. */
async function report(outboxId: string, externalId: string, status: "sent" | "delivered" | "failed") {
  const news = [
    { externalId, status, reason: status === "failed" ? "Undeliverable (131026)" : null, outboxId },
  ];
  const ctx = channelCtx(test.db, "whatsapp");
  await advanceStatuses(ctx, { scope: OUR_NUMBER, news });
  await settleByStatus(ctx, news);
}

it("sends what is due once, from the number the customer wrote to, and knows it by WhatsApp's id", async () => {
  const { id } = await queue();
  expect(await dispatch()).toBe(1);
  expect(await dispatch()).toBe(0);
  expect(graph.taken).toMatchObject([{ phoneNumberId: OUR_NUMBER, body: { biz_opaque_callback_data: id } }]);
  expect(await stateOf(id)).toMatchObject({
    attempts: 1,
    sent_at: now,
    uncertain_at: null,
    status: "sent",
    status_reason: null,
    external_scope: OUR_NUMBER,
    external_id: graph.taken[0]?.wamid,
  });
});

it("eight dispatchers at once send each message exactly once", async () => {
  const queued = [];
  for (let count = 0; count < 40; count += 1) queued.push(await queue([`Message ${count}`]));
  const pools = Array.from({ length: 8 }, () => connect(test.url, { max: 2 }));
  const counts = await Promise.all(pools.map(({ db }) => dispatchDue(db, { send, clock: () => now })));
  await Promise.all(pools.map(({ close }) => close()));
  expect(counts.reduce((sum, count) => sum + count)).toBe(40);
  expect(graph.taken.map(({ body }) => body.biz_opaque_callback_data).sort()).toEqual(
    queued.map(({ id }) => id).sort(),
  );
});

it("holds a message for its undo window", async () => {
  const { conversationId } = await makeThread(test.sql, { now });
  await enqueueReply(systemCtx(test.db), {
    conversationId,
    bubbles: ["x"],
    authorUserId: null,
    heldSeconds: 10,
    now,
  });
  pass(9.9);
  expect(await dispatch()).toBe(0);
  pass(0.1);
  expect(await dispatch()).toBe(1);
});

describe("order and pace", () => {
  it("bubbles of one thread go in order, six seconds apart; other threads do not wait", async () => {
    const { conversationId } = await queue(["One", "Two", "Three"]);
    await queue(["Other"]);
    await test.sql`update outbox_messages set run_at = ${now} where conversation_id = ${conversationId}`;
    expect(await dispatch()).toBe(2);
    expect(bodies().sort()).toEqual(["One", "Other"]);
    pass(5.9);
    expect(await dispatch()).toBe(0);
    pass(0.2);
    expect(await dispatch()).toBe(1);
    pass(6.1);
    expect(await dispatch()).toBe(1);
    expect(bodies().filter((body) => body !== "Other")).toEqual(["One", "Two", "Three"]);
  });

  it("a later bubble waits while the one before it is retried or uncertain, and goes on when that failed", async () => {
    const { ids, id } = await queue(["One", "Two"]);
    graph.next({ code: 131000 }, "drop");
    await dispatch();
    pass(60);
    await dispatch();
    expect(await stateOf(id)).toMatchObject({ attempts: 2, sent_at: null, uncertain_at: now });
    pass(60);
    expect(await dispatch()).toBe(0);
    await report(id, graph.taken[0]?.wamid ?? "", "failed");
    expect(await dispatch()).toBe(1);
    expect(bodies()).toEqual(["One", "Two"]);
    expect(await stateOf(ids[1] ?? "")).toMatchObject({ status: "sent" });
  });

  it("a number that is as fast as it may be is passed over", async () => {
    await queue();
    expect(await claimNext(test.db, { now, fullScopes: [OUR_NUMBER] })).toBe("none");
    expect(await claimNext(test.db, { now })).toMatchObject({ scope: OUR_NUMBER });
  });
});

describe("what nobody can know", () => {
  it("whoever is killed with a message in hand leaves it uncertain; it is never repeated, and a report settles it", async () => {
    const { id } = await queue();
    const claimed = await claimNext(test.db, { now });
    expect(claimed).toMatchObject({ id });
    await send({ phoneNumberId: OUR_NUMBER, payload: typeof claimed === "object" ? claimed.payload : {} });
    // Killed here: nothing is recorded.
    pass(29);
    expect(await explainAbandoned(test.db, now)).toBe(0);
    pass(3600);
    expect(await dispatch()).toBe(0);
    expect(await explainAbandoned(test.db, now)).toBe(1);
    expect(await explainAbandoned(test.db, now)).toBe(0);
    expect((await stateOf(id))?.status_reason).toContain("not known");
    await report(id, graph.taken[0]?.wamid ?? "", "delivered");
    expect(await stateOf(id)).toMatchObject({
      status: "delivered",
      status_reason: null,
      uncertain_at: null,
      sent_at: expect.any(Date),
    });
    expect(graph.taken).toHaveLength(1);
  });

  it("no answer in time, a broken connection and a bare 500 are uncertain, and not repeated", async () => {
    for (const act of ["hang", "drop", { status: 502 }] as const) {
      graph.next(act);
      const { id } = await queue();
      await dispatch();
      pass(3600);
      expect(await dispatch()).toBe(0);
      expect(await stateOf(id)).toMatchObject({ attempts: 1, sent_at: null, status: "queued" });
      expect((await stateOf(id))?.status_reason).toContain("not known");
      expect((await stateOf(id))?.uncertain_at).not.toBeNull();
    }
  });

  it("a report that overtakes the answer is not undone by it", async () => {
    const { id } = await queue();
    const overtaken: typeof send = async (input) => {
      const outcome = await send(input);
      if (outcome.kind === "sent") await report(id, outcome.wamid, "delivered");
      return outcome;
    };
    await dispatchDue(test.db, { send: overtaken, clock: () => now });
    expect(await stateOf(id)).toMatchObject({
      status: "delivered",
      external_id: graph.taken[0]?.wamid,
      uncertain_at: null,
      failed_at: null,
    });
  });

  it("WhatsApp's signed report about what it took is believed, and names our message by our own id", async () => {
    graph.next("drop");
    const { id } = await queue();
    await dispatch();
    const [taken] = graph.taken;
    if (!taken) throw new Error("The stand-in took nothing");
    const { body, headers } = statusWebhook({ taken, status: "delivered", secret: "the secret" });
    const delivery = {
      rawBody: Buffer.from(body),
      headers: new Headers(headers),
      now,
      url: new URL("http://localhost"),
    };
    const checked = { ...env(), WHATSAPP_APP_SECRET: "the secret" };
    expect(whatsapp.verify({ ...delivery, env: checked })).toMatchObject({ ok: true });
    const ctx = { ...channelCtx(test.db, "whatsapp") };
    await inTransaction(ctx, (inner) =>
      whatsapp.handle(inner, { rawBody: Buffer.from(body), externalId: "x", receivedAt: now }),
    );
    expect(await stateOf(id)).toMatchObject({ status: "delivered", external_id: taken.wamid });
  });

  it("a report that it failed settles it as failed, with the reason", async () => {
    graph.next("drop");
    const { id } = await queue();
    await dispatch();
    await report(id, graph.taken[0]?.wamid ?? "", "failed");
    expect(await stateOf(id)).toMatchObject({
      status: "failed",
      status_reason: "Undeliverable (131026)",
      failed_at: expect.any(Date),
      uncertain_at: null,
    });
  });

  it("a person may settle it: sent, or sent again; not while it may be on its way, and not anybody", async () => {
    graph.next("drop", "drop");
    const first = await queue();
    const second = await queue();
    await dispatch();
    const reviewer = userCtx(test.db, "reviewer");
    await test.sql`update outbox_messages set uncertain_at = now()`;
    await expect(settleByHand(reviewer, { outboxId: first.id, as: "sent" })).rejects.toMatchObject({
      code: "conflict",
    });
    await test.sql`update outbox_messages set uncertain_at = now() - interval '31 seconds'`;
    await expect(
      settleByHand(userCtx(test.db, "delivery"), { outboxId: first.id, as: "sent" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await settleByHand(reviewer, { outboxId: first.id, as: "sent" });
    await settleByHand(reviewer, { outboxId: second.id, as: "resend" });
    expect(await stateOf(first.id)).toMatchObject({ status: "sent", uncertain_at: null });
    await test.sql`update outbox_messages set run_at = ${now}`;
    expect(await dispatch()).toBe(1);
    expect(graph.taken.at(-1)?.body.biz_opaque_callback_data).toBe(second.id);
    await expect(settleByHand(reviewer, { outboxId: first.id, as: "resend" })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("refusals", () => {
  it("a passing fault is tried again within twenty seconds", async () => {
    graph.next({ code: 131000, status: 500 });
    const { id } = await queue();
    await dispatch();
    expect(await stateOf(id)).toMatchObject({ status: "queued", uncertain_at: null, attempts: 1 });
    expect((await stateOf(id))?.status_reason).toContain("131000");
    pass(20);
    expect(await dispatch()).toBe(1);
    expect(await stateOf(id)).toMatchObject({ status: "sent", status_reason: null, attempts: 2 });
    expect(graph.taken).toHaveLength(1);
  });

  it("nobody answering at the address is a passing fault: nothing was written", async () => {
    const { id } = await queue();
    const nowhere = (input: Parameters<typeof send>[0]) =>
      sendMessage({ apiUrl: "http://127.0.0.1:9/v26.0", token: TOKEN, ...input });
    await dispatchDue(test.db, { send: nowhere, clock: () => now });
    expect(await stateOf(id)).toMatchObject({
      uncertain_at: null,
      last_error: expect.stringContaining("ECONNREFUSED"),
    });
    pass(20);
    await dispatch();
    expect(await stateOf(id)).toMatchObject({ status: "sent" });
  });

  it("the pair's limit is waited out", async () => {
    graph.next({ code: 131056 });
    const { id } = await queue();
    await dispatch();
    pass(5.9);
    expect(await dispatch()).toBe(0);
    pass(1.4);
    expect(await dispatch()).toBe(1);
    expect(await stateOf(id)).toMatchObject({ status: "sent" });
  });

  it("what would end the same is not repeated, and says why", async () => {
    graph.next({ code: 131047, details: "More than 24 hours" });
    const { id } = await queue();
    await dispatch();
    pass(3600);
    expect(await dispatch()).toBe(0);
    expect(await stateOf(id)).toMatchObject({ status: "failed", attempts: 1, failed_at: expect.any(Date) });
    expect((await stateOf(id))?.status_reason).toMatch(
      /template.*WhatsApp says.*More than 24 hours.*\(131047\)/,
    );
  });

  it("somebody who cannot be reached is spared the rest of the reply", async () => {
    graph.next({ code: 131026 });
    const { ids } = await queue(["One", "Two"]);
    await dispatch();
    for (const id of ids) expect(await stateOf(id)).toMatchObject({ status: "failed" });
    pass(60);
    expect(await dispatch()).toBe(0);
  });

  it("a refused token stops the channel and tells people once; mended, everything goes on by itself", async () => {
    graph.useToken("another token");
    const first = await queue(["One"]);
    const second = await queue(["Two"]);
    expect(await dispatch()).toBe(1);
    expect(await test.sql`select channel, code, resolved_at from channel_alerts`).toMatchObject([
      { channel: "whatsapp", code: "sending_stopped", resolved_at: null },
    ]);
    pass(3600);
    expect(await dispatch()).toBe(0);
    await explainWaiting(test.db, { now, closed: null });
    expect((await stateOf(second.id))?.status_reason).toContain("an admin has been told");
    graph.useToken(TOKEN);
    expect(await dispatch({ isProbe: true })).toBeGreaterThan(0);
    await dispatch();
    for (const { id } of [first, second])
      expect(await stateOf(id)).toMatchObject({ status: "sent", status_reason: null });
    expect(await test.sql`select resolved_at from channel_alerts`).toMatchObject([
      { resolved_at: expect.any(Date) },
    ]);
  });

  it("an admin who resolves the alert starts the channel again", async () => {
    graph.useToken("another token");
    const { id } = await queue();
    await dispatch();
    graph.useToken(TOKEN);
    pass(60);
    expect(await dispatch()).toBe(0);
    await test.sql`update channel_alerts set resolved_at = now()`;
    expect(await dispatch()).toBe(1);
    expect(await stateOf(id)).toMatchObject({ status: "sent" });
  });
});

describe("asked again at the last moment", () => {
  it("a STOP while it waited cancels it, even where nobody cancelled", async () => {
    const { id, customerId } = await queue();
    await test.sql`update customers set consent_status = 'withdrawn' where id = ${customerId}`;
    expect(await dispatch()).toBe(0);
    expect(await stateOf(id)).toMatchObject({ status: "failed", cancelled_at: now, uncertain_at: null });
    expect(graph.requests()).toBe(0);
  });

  it("a window that closed while it waited ends it", async () => {
    const { id } = await queue();
    pass(24 * 3600);
    expect(await dispatch()).toBe(0);
    expect(await stateOf(id)).toMatchObject({ status: "failed", failed_at: now });
    expect((await stateOf(id))?.status_reason).toContain("24 hours");
    expect(graph.requests()).toBe(0);
  });
});

describe("the loop", () => {
  it("sends what is due, and finishes what is on its way when it is stopped", async () => {
    now = new Date();
    const thread = await makeThread(test.sql, { now });
    const { id } = await queue(["Hello"], thread);
    let isOut = () => {};
    const out = new Promise<void>((resolve) => {
      isOut = resolve;
    });
    graph.next({ delayMs: 50 });
    const watched: typeof send = (input) => {
      isOut();
      return send(input);
    };
    const loop = runOutboxLoop({ db: test.db, sender: { send: watched } });
    await out;
    await loop.stop();
    expect(await stateOf(id)).toMatchObject({ status: "sent" });
  });

  it("where nothing may be sent, what is due waits and says why", async () => {
    const { id } = await queue();
    await explainWaiting(test.db, { now, closed: "Waits: this is a demo." });
    expect(await stateOf(id)).toMatchObject({
      status: "queued",
      status_reason: "Waits: this is a demo.",
      attempts: 0,
    });
  });
});
