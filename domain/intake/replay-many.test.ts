import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { voiceCallEnded } from "@/domain/channels/fixtures/voice-calls";
import { drain } from "./drain";
import { countEvents } from "./queries";
import { previewReplay, replayMany } from "./replay-many";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(() => test.sql`truncate webhook_events, customers, conversations, call_sessions cascade`);

const admin = () => userCtx(test.db, "admin");

/** So many failed events of a source that failed so many minutes ago. */
async function failed(count: number, input: { source?: string; minutesAgo?: number; error?: string } = {}) {
  const { source = "voice", minutesAgo = 10, error = "The token has expired." } = input;
  await test.sql`insert into webhook_events (source, external_id, headers, body, attempts, last_error, received_at, dead_at)
    select ${source}, gen_random_uuid()::text, '{}', '{}', 8, ${error}, now() - make_interval(mins => ${minutesAgo} + 60),
      now() - make_interval(mins => ${minutesAgo}) from generate_series(1, ${count}::int)`;
}

it("retries exactly what the preview counted, and nothing else", async () => {
  await failed(3);
  await failed(2, { source: "meta" });
  await failed(4, { minutesAgo: 300 });
  await test.sql`insert into webhook_events (source, external_id, headers, body, processed_at) values ('voice', 'done', '{}', '', now())`;
  const filter = { source: "voice", from: "1h", to: new Date() };
  const preview = await previewReplay(admin(), filter);
  expect(preview).toMatchObject({
    count: 3,
    bySource: [{ source: "voice", count: 3 }],
    byError: [{ error: "The token has expired.", count: 3 }],
  });
  await failed(1, { minutesAgo: -1 });
  expect(await replayMany(admin(), filter)).toEqual({ count: 3 });
  expect(await countEvents(admin())).toEqual({ waiting: 3, retrying: 0, processed: 1, failed: 7 });
  expect(
    await test.sql`select distinct attempts, last_error from webhook_events where dead_at is null and processed_at is null`,
  ).toEqual([{ attempts: 0, last_error: null }]);
});

it("spreads many over time, the oldest delivery first", async () => {
  await failed(150);
  await replayMany(admin(), {});
  const [row] =
    await test.sql`select extract(epoch from max(run_at) - min(run_at))::float8 span from webhook_events`;
  expect(row?.span).toBeCloseTo(149 / 50, 5);
  const [first] = await test.sql`select id from webhook_events order by run_at limit 1`;
  const [oldest] = await test.sql`select id from webhook_events order by received_at, id limit 1`;
  expect(first).toEqual(oldest);
});

it("of two who press at once, one retries them, and each event waits once", async () => {
  await failed(40);
  const answers = await Promise.all([replayMany(admin(), {}), replayMany(admin(), {})]);
  expect(answers.reduce((sum, { count }) => sum + count, 0)).toBe(40);
  expect(await countEvents(admin())).toMatchObject({ waiting: 40, failed: 0 });
});

it("takes up only those whose error or id was searched", async () => {
  await failed(2);
  await failed(3, { error: "Sender missing." });
  expect(await previewReplay(admin(), { q: "sender" })).toMatchObject({ count: 3 });
  expect(await replayMany(admin(), { q: "sender" })).toEqual({ count: 3 });
});

it("leaves one line of who did it and how many, without what was searched", async () => {
  await failed(2);
  const ctx = admin();
  await replayMany(ctx, { source: "voice", q: "token" });
  const rows =
    await test.sql`select actor_id, changes from audit_events where action = 'intake.replay_many' order by id desc limit 1`;
  expect(rows).toEqual([
    { actor_id: ctx.actor.kind === "user" ? ctx.actor.id : null, changes: { count: 2, source: "voice" } },
  ]);
});

it("is refused to whoever does not repair the intake, and changes nothing", async () => {
  await failed(1);
  const ctx = userCtx(test.db, "receptionist");
  await expect(replayMany(ctx, {})).rejects.toMatchObject({ code: "forbidden" });
  await expect(previewReplay(ctx, {})).rejects.toMatchObject({ code: "forbidden" });
  expect(await countEvents(admin())).toMatchObject({ failed: 1 });
});

it("is harmless for events whose effects exist already", async () => {
  const body = Buffer.from(JSON.stringify(voiceCallEnded({ callId: "again" })));
  await test.sql`insert into webhook_events (source, external_id, headers, body) values ('voice', 'again', '{}', ${body})`;
  await drain(test.db);
  await test.sql`update webhook_events set processed_at = null, dead_at = now(), last_error = 'x'`;
  expect(await replayMany(admin(), {})).toEqual({ count: 1 });
  await drain(test.db);
  expect(await countEvents(admin())).toMatchObject({ processed: 1, failed: 0 });
  const [row] =
    await test.sql`select (select count(*)::int from customers) customers, (select count(*)::int from call_sessions) calls,
    (select count(*)::int from conversations) threads, (select count(*)::int from messages) messages`;
  expect(row).toEqual({ customers: 1, calls: 1, threads: 1, messages: 3 });
});
