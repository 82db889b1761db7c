import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { inTransaction } from "@/domain/ctx";
import { announce } from "./announce";
import { createHub, type LiveHub } from "./hub";
import type { LiveNews } from "./topic";

let test: Awaited<ReturnType<typeof testDatabase>>;
const hubs: LiveHub[] = [];
beforeAll(async () => {
  test = await testDatabase();
});
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});
afterAll(() => test.close());

/** A hub that listens, and `next`, which waits for its next news. */
async function listening() {
  const hub = createHub(test.url);
  hubs.push(hub);
  const heard: LiveNews[] = [];
  const waiting: ((news: LiveNews) => void)[] = [];
  hub.subscribe({
    onNews: (news) => {
      const resume = waiting.shift();
      if (resume) resume(news);
      else heard.push(news);
    },
    onClose: () => {},
  });
  await hub.ready;
  const next = () => {
    const first = heard.shift();
    return first ? Promise.resolve(first) : new Promise<LiveNews>((resolve) => waiting.push(resolve));
  };
  return { hub, next };
}

it("two instances on one database both hear what either announces", async () => {
  const [one, two] = await Promise.all([listening(), listening()]);
  await announce(systemCtx(test.db), { kind: "call", id: "c1", branchId: "b1" });
  const heard = await Promise.all([one.next(), two.next()]);
  for (const news of heard) expect(news).toMatchObject({ kind: "call", id: "c1", branchId: "b1" });
  expect(Math.abs(Date.now() - (heard[0].kind === "resync" ? 0 : heard[0].at))).toBeLessThan(60_000);
});

it("says nothing of a transaction that did not commit, and says one thing once", async () => {
  const { next } = await listening();
  const ctx = systemCtx(test.db);
  await expect(
    inTransaction(ctx, async (inner) => {
      await announce(inner, { kind: "lead", id: "undone" });
      throw new Error("undone");
    }),
  ).rejects.toThrow("undone");
  await inTransaction(ctx, async (inner) => {
    await announce(inner, { kind: "lead", id: "twice" });
    await announce(inner, { kind: "lead", id: "twice" });
  });
  await announce(ctx, { kind: "lead", id: "last" });
  expect([await next(), await next()]).toMatchObject([{ id: "twice" }, { id: "last" }]);
});

it("a lost connection comes back by itself, says that something may have been missed, and hears again", async () => {
  const { next } = await listening();
  const ended = await test.sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'switchboard live' and datname = current_database()`;
  expect(ended).toHaveLength(1);
  expect(await next()).toEqual({ kind: "resync" });
  await announce(systemCtx(test.db), { kind: "intake", id: "e1" });
  expect(await next()).toMatchObject({ kind: "intake", id: "e1", branchId: null });
});

it("what another version says in words unknown here is not an error", async () => {
  const { next } = await listening();
  await test.sql`select pg_notify('switchboard_live', 'not json'), pg_notify('switchboard_live', '{"kind":"weather"}')`;
  await announce(systemCtx(test.db), { kind: "conversation", id: "v1" });
  expect(await next()).toMatchObject({ id: "v1" });
});

it("tells its subscribers when the process ends", async () => {
  const hub = createHub(test.url);
  let isClosed = false;
  hub.subscribe({
    onNews: () => {},
    onClose: () => {
      isClosed = true;
    },
  });
  await hub.ready;
  await hub.close();
  expect(isClosed).toBe(true);
});
