import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import type { Channel } from "@/domain/channels/channel";
import { AppError } from "@/domain/errors";
import { drain, drainOne } from "./drain";
import { startLanes } from "./drain-loop";
import { replayEvent } from "./replay";
import { backoffSeconds, MOST_ATTEMPTS } from "./rules";
import { wakeDrain } from "./wake";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.sql`delete from webhook_events`;
  await test.sql`delete from placeholder_numbers where note = 'made by a handler'`;
});

async function put(externalId: string, source = "stand-in"): Promise<string> {
  const [row] = await test.sql`insert into webhook_events (source, external_id, headers, body, run_at)
    values (${source}, ${externalId}, '{}', ${Buffer.from(externalId)}, now() - interval '1 second') returning id`;
  return row?.id;
}
const stateOf = async (id: string) => {
  const [row] = await test.sql`select attempts, last_error, processed_at, dead_at,
    extract(epoch from run_at - now())::float8 wait from webhook_events where id = ${id}`;
  return row;
};
const makeDue = () =>
  test.sql`update webhook_events set run_at = now() where processed_at is null and dead_at is null`;

/** A channel whose handler is given; every other name is unknown. */
const channelWith = (handle: Channel["handle"]) => (name: string) =>
  name === "stand-in"
    ? {
        name,
        isConfigured: () => true,
        verify: () => ({ ok: false, reason: "not for requests" }) as const,
        handle,
      }
    : null;
const leaveMark = channelWith(async (ctx, event) => {
  await ctx.db.execute(
    sql`insert into placeholder_numbers (digits, note) values (${event.externalId}, 'made by a handler')`,
  );
});
const marks = async () =>
  (
    await test.sql`select digits from placeholder_numbers where note = 'made by a handler' order by digits`
  ).map((row) => row.digits);

it("processes an event once: its effect and its end commit together", async () => {
  const id = await put("1001");
  expect(await drain(test.db, { find: leaveMark })).toBe(1);
  expect(await drain(test.db, { find: leaveMark })).toBe(0);
  expect(await marks()).toEqual(["1001"]);
  expect(await stateOf(id)).toMatchObject({
    attempts: 1,
    last_error: null,
    dead_at: null,
    processed_at: expect.any(Date),
  });
});

it("undoes a failed handler's effects, keeps the event, and tries again later", async () => {
  const id = await put("1002");
  const failing = channelWith(async (ctx, event) => {
    await leaveMark("stand-in")?.handle(ctx, event);
    throw new Error("the number +12025550143 is secret");
  });
  await drain(test.db, { find: failing });
  expect(await marks()).toEqual([]);
  const state = await stateOf(id);
  expect(state).toMatchObject({ attempts: 1, processed_at: null, dead_at: null });
  expect(state?.wait).toBeGreaterThan(1);
  expect(state?.last_error).toContain(id);
  expect(state?.last_error).not.toContain("555");
  await makeDue();
  await drain(test.db, { find: leaveMark });
  expect(await stateOf(id)).toMatchObject({ attempts: 2, last_error: null });
});

it("survives a statement that the database refuses inside the handler", async () => {
  const id = await put("1003");
  await drain(test.db, { find: channelWith(async (ctx) => void (await ctx.db.execute(sql`select 1 / 0`))) });
  expect(await stateOf(id)).toMatchObject({ attempts: 1, last_error: expect.stringContaining("22012") });
});

it("gives up after the last attempt and says why", async () => {
  const id = await put("1004");
  const unavailable = channelWith(async () => {
    throw new AppError("unavailable", "The branch list is being rebuilt.");
  });
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    await makeDue();
    await drain(test.db, { find: unavailable });
  }
  expect(await stateOf(id)).toMatchObject({
    attempts: MOST_ATTEMPTS,
    dead_at: expect.any(Date),
    last_error: "The branch list is being rebuilt.",
  });
  await test.sql`update webhook_events set run_at = now()`;
  expect(await drain(test.db, { find: leaveMark })).toBe(0);
});

it("gives up at once on content that no repetition can repair, naming the field", async () => {
  const unreadable = await put("{not json", "voice");
  const incomplete = await put(
    '{"type":"voice.call.ended","timestamp":1795000000,"data":{"call_id":{}}}',
    "voice",
  );
  const unknown = await put("x", "a channel of the past");
  await drain(test.db);
  expect((await stateOf(unreadable))?.last_error).toBe("The body cannot be read: it is not JSON.");
  expect((await stateOf(incomplete))?.last_error).toBe("data.call_id: expected text");
  for (const id of [unreadable, incomplete, unknown]) {
    expect(await stateOf(id)).toMatchObject({ attempts: 1, dead_at: expect.any(Date) });
  }
});

it("a poisoned event does not hold up the events behind it", async () => {
  await put("bad");
  for (const name of ["2001", "2002", "2003"]) await put(name);
  const find = channelWith(async (ctx, event) => {
    if (event.externalId === "bad") throw new Error("poison");
    await leaveMark("stand-in")?.handle(ctx, event);
  });
  expect(await drain(test.db, { find })).toBe(4);
  expect(await marks()).toEqual(["2001", "2002", "2003"]);
});

it("while one lane works on an event, another takes the next and never the same", async () => {
  const first = await put("3001");
  await put("3002");
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let announce = () => {};
  const begun = new Promise<void>((resolve) => {
    announce = resolve;
  });
  const slow = drainOne(
    test.db,
    channelWith(async (ctx, event) => {
      announce();
      await held;
      await leaveMark("stand-in")?.handle(ctx, event);
    }),
  );
  await begun;
  expect(await drain(test.db, { find: leaveMark })).toBe(1);
  expect(await marks()).toEqual(["3002"]);
  release();
  await slow;
  expect(await marks()).toEqual(["3001", "3002"]);
  expect((await stateOf(first))?.attempts).toBe(1);
});

describe("replay", () => {
  it("has a dead event processed again", async () => {
    const id = await put("4001");
    await test.sql`update webhook_events set dead_at = now(), attempts = 8, last_error = 'x' where id = ${id}`;
    await replayEvent(systemCtx(test.db), { id });
    await drain(test.db, { find: leaveMark });
    expect(await stateOf(id)).toMatchObject({
      attempts: 1,
      dead_at: null,
      last_error: null,
      processed_at: expect.any(Date),
    });
  });

  it("is for those who repair the intake, and leaves a trace", async () => {
    const id = await put("4002");
    await expect(replayEvent(userCtx(test.db, "receptionist"), { id })).rejects.toMatchObject({
      code: "forbidden",
    });
    await replayEvent(userCtx(test.db, "admin"), { id });
    expect(await test.sql`select action from audit_events where subject_id = ${id}`).toMatchObject([
      { action: "intake.replay" },
    ]);
  });

  it("answers not found for an event that does not exist", async () => {
    const id = "00000000-0000-7000-8000-000000000000";
    await expect(replayEvent(systemCtx(test.db), { id })).rejects.toMatchObject({ code: "not_found" });
  });
});

it("lanes take up what a signal announces, and stop when told", async () => {
  let processed = () => {};
  const done = new Promise<void>((resolve) => {
    processed = resolve;
  });
  const loop = startLanes({
    db: test.db,
    drain: async (db) => {
      const hadOne = await drainOne(db, leaveMark);
      if (hadOne) processed();
      return hadOne;
    },
  });
  await put("5001");
  wakeDrain();
  await done;
  await loop.stop();
  expect(await marks()).toEqual(["5001"]);
  await put("5002");
  wakeDrain();
  expect(await marks()).toEqual(["5001"]);
});

it("delays grow from 2 seconds to an hour, spread by a fifth", () => {
  expect([1, 2, 3, 7, 8].map((attempts) => backoffSeconds(attempts, 0.5))).toEqual([2, 8, 32, 3600, 3600]);
  expect(backoffSeconds(1, 0)).toBeCloseTo(1.6);
  expect(backoffSeconds(8, 1)).toBeCloseTo(4320);
});
