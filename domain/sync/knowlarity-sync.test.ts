import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { callLogPush } from "@/domain/channels/fixtures/knowlarity-calls";
import { knowlarity } from "@/domain/channels/knowlarity";
import { makeCtx } from "@/domain/ctx";
import { startKnowlarityStandIn } from "@/e2e/stand-ins/knowlarity";
import type { Pace } from "./ask";
import { startDueSyncs, stopSyncs } from "./background";
import { claimRun } from "./claim-run";
import { knowlarityPages } from "./knowlarity-pages";
import { listSyncs } from "./queries";
import { runSync } from "./run-sync";

const KEYS = { apiKey: "app-key", srApiKey: "sr-key" };
let test: Awaited<ReturnType<typeof testDatabase>>;
let api: Awaited<ReturnType<typeof startKnowlarityStandIn>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  api = await startKnowlarityStandIn(KEYS);
  await test.sql`truncate customers, conversations, leads, lead_events, identity_resolutions, channel_alerts, sync_runs, call_sessions cascade`;
});
afterEach(() => api.close());

const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);
const inIndia = (at: Date) =>
  `${new Date(at.getTime() + 330 * MINUTE).toISOString().slice(0, 19).replace("T", " ")}+05:30`;
const callAt = (id: string, at: Date, more: Record<string, unknown> = {}) =>
  callLogPush({
    callId: id,
    customer_number: `+9198${String(10_000_000 + Number(id.replace(/\D/g, "") || 0)).slice(0, 8)}`,
    start_time: inIndia(at),
    ...more,
  });
const put = (count: number, minutesApart = 10) => {
  for (let n = 0; n < count; n += 1) api.calls.push(callAt(`call-${n}`, ago(20 + n * minutesApart)));
};

/** A clock that only pauses move, and what was paused for. */
function fakePace(): Pace & { pauses: number[] } {
  let at = Date.now();
  const pauses: number[] = [];
  return {
    pauses,
    now: () => new Date(at),
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
      at += milliseconds;
    },
  };
}

type Options = {
  since?: Date;
  signal?: AbortSignal;
  pace?: Pace;
  onProgress?: (n: { fetched: number }) => void;
};
async function sync(options: Options = {}) {
  const run = await claimRun(systemCtx(test.db), { provider: "knowlarity", since: options.since ?? null });
  if (!run) throw new Error("no run");
  return runSync({
    db: test.db,
    run,
    source: knowlarityPages({ apiUrl: api.apiUrl, ...KEYS }),
    signal: options.signal ?? new AbortController().signal,
    pace: options.pace ?? fakePace(),
    onProgress: options.onProgress,
  });
}
const count = async (table: string) => (await test.sql`select 1 from ${test.sql(table)}`).length;
const runs = () =>
  test.sql`select fetched, created, failed, last_error, cursor_at, finished_at is not null ended from sync_runs order by started_at`;
const everything = () => test.sql`select (select json_agg(c order by c.id) from call_sessions c) calls,
  (select json_agg(c order by c.id) from customers c) customers, (select json_agg(l order by l.id) from leads l) leads,
  (select json_agg(c order by c.id) from conversations c) conversations`;

describe("fetching the call log", () => {
  it("pages through to the end, and each call has its customer and lead", async () => {
    put(250);
    expect(await sync()).toMatchObject({ counts: { fetched: 250, created: 250, failed: 0 }, error: null });
    expect(api.asked.map(({ offset }) => offset)).toEqual([0, 100, 200]);
    expect(await count("call_sessions")).toBe(250);
    expect(await count("customers")).toBe(250);
    expect(await count("leads")).toBe(250);
  }, 60_000);

  it("goes by what came, where the API gives less than was asked for", async () => {
    await api.close();
    api = await startKnowlarityStandIn({ ...KEYS, mostPerPage: 7 });
    put(16);
    expect((await sync()).counts.created).toBe(16);
    expect(api.asked.map(({ offset }) => offset)).toEqual([0, 7, 14]);
  });

  it("a second time changes nothing, nor does it after the hook", async () => {
    put(3);
    const body = Buffer.from(JSON.stringify(api.calls[0]));
    const ctx = makeCtx({ db: test.db, actor: { kind: "channel", name: "knowlarity" } });
    await knowlarity.handle(ctx, { rawBody: body, externalId: "e", receivedAt: new Date() });
    expect((await sync()).counts).toEqual({ fetched: 3, created: 2, failed: 0 });
    const before = await everything();
    expect((await sync({ since: ago(600) })).counts).toEqual({ fetched: 3, created: 0, failed: 0 });
    expect(await everything()).toEqual(before);
  });

  it("reaches back 30 days at first, and then to two hours before the last call that was told of", async () => {
    put(2);
    await sync();
    await sync();
    const [first, second] = api.asked.map(({ from }) => Date.parse(from.replace(" ", "T")));
    expect(Math.abs((first ?? 0) - ago(30 * 24 * 60).getTime())).toBeLessThan(10_000);
    expect(Math.abs((second ?? 0) - ago(20 + 120).getTime())).toBeLessThan(10_000);
  });

  it("finds a long call that ended after the last run though it began before", async () => {
    put(1);
    await sync();
    api.calls.push(callAt("call-900", ago(60)));
    expect((await sync()).counts.created).toBe(1);
  });

  it("--since reaches further back, and never leaves a gap behind the last one", async () => {
    api.calls.push(callAt("call-1", ago(40 * 24 * 60)), callAt("call-2", ago(10 * 24 * 60)));
    await sync();
    expect(await count("call_sessions")).toBe(1);
    expect((await sync({ since: ago(50 * 24 * 60) })).counts).toMatchObject({ created: 1 });
    api.calls.push(callAt("call-3", ago(5 * 24 * 60)));
    expect((await sync({ since: ago(60) })).counts).toMatchObject({ created: 1 });
    const [run] = (await runs()).slice(-1);
    expect(Math.abs(run?.cursor_at.getTime() - ago(5 * 24 * 60).getTime())).toBeLessThan(10_000);
    await expect(sync({ since: ago(-60) })).rejects.toMatchObject({ code: "invalid" });
  });

  it("fetches a long log in slices of time, and the cursor moves with each", async () => {
    put(1203, 30);
    const stop = new AbortController();
    const first = await sync({
      signal: stop.signal,
      onProgress: ({ fetched }) => fetched >= 620 && stop.abort(),
    });
    expect(first.counts.fetched).toBeLessThan(1203);
    const [cut] = await runs();
    expect(cut?.cursor_at.getTime()).toBeGreaterThan(ago(20 * 24 * 60).getTime());
    const second = await sync();
    expect(second.counts.fetched).toBeLessThan(1000);
    expect(await count("call_sessions")).toBe(1203);
  }, 120_000);
});

describe("what goes wrong", () => {
  it("stopped in the middle, the next one ends as though nothing had happened", async () => {
    put(120);
    const stop = new AbortController();
    const cut = await sync({
      signal: stop.signal,
      onProgress: ({ fetched }) => fetched >= 100 && stop.abort(),
    });
    expect(cut).toMatchObject({ counts: { fetched: 100 }, error: expect.stringContaining("Stopped") });
    expect((await sync()).counts).toEqual({ fetched: 120, created: 20, failed: 0 });
    expect(await count("call_sessions")).toBe(120);
    expect(await count("customers")).toBe(120);
  }, 60_000);

  it("two at once: one is refused, and says why", async () => {
    const ctx = systemCtx(test.db);
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, () => claimRun(ctx, { provider: "knowlarity" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(claimRun(ctx, { provider: "knowlarity" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("already running"),
    });
    expect(await claimRun(ctx, { provider: "meta" })).toMatchObject({ provider: "meta" });
  });

  it("one that fell silent is taken over, and may not write any more", async () => {
    put(3);
    const ctx = systemCtx(test.db);
    const silent = await claimRun(ctx, { provider: "knowlarity" });
    await test.sql`update sync_runs set heartbeat_at = now() - interval '61 seconds', cursor_at = ${ago(300)}`;
    expect(await sync()).toMatchObject({ counts: { created: 3 }, error: null });
    if (!silent) throw new Error("no run");
    const source = knowlarityPages({ apiUrl: api.apiUrl, ...KEYS });
    const late = await runSync({ db: test.db, run: silent, source, signal: new AbortController().signal });
    expect(late.error).toContain("taken over");
    expect(await runs()).toMatchObject([
      { ended: true, fetched: 0, last_error: expect.stringContaining("Cut off") },
      { ended: true, fetched: 3, last_error: null },
    ]);
  });

  it("too many requests: backs off and goes on; if it lasts, ends and can be resumed", async () => {
    put(1);
    const pace = fakePace();
    api.failures.push(429, 503);
    expect(await sync({ pace })).toMatchObject({ counts: { created: 1 }, error: null });
    expect(pace.pauses).toEqual([2000, 8000]);
    api.calls.push(callAt("call-77", ago(5)));
    api.failures.push(429, 429, 429, 429);
    expect((await sync()).error).toContain("slow down");
    expect((await sync()).counts.created).toBe(1);
  });

  it("leaves at least 200 ms between requests", async () => {
    put(250, 1);
    const pace = fakePace();
    await sync({ pace });
    expect(pace.pauses).toEqual([200, 200]);
  }, 60_000);

  it("a bad row is counted and does not stop the others", async () => {
    put(2);
    api.calls.push({ customer_number: "+919800000011", start_time: inIndia(ago(30)) });
    expect(await sync()).toMatchObject({
      counts: { fetched: 3, created: 2, failed: 1 },
      error: expect.stringContaining("1 of 3"),
    });
  });

  it("a refused key ends the run in words and raises an alert, which the next good run ends", async () => {
    api.failures.push(403);
    expect((await sync()).error).toContain("KNOWLARITY_API_KEY");
    expect(api.asked).toHaveLength(1);
    const open = () => test.sql`select channel, code from channel_alerts where resolved_at is null`;
    expect(await open()).toEqual([{ channel: "knowlarity", code: "token_refused" }]);
    expect((await sync()).error).toBeNull();
    expect(await open()).toEqual([]);
  });
});

describe("the schedule", () => {
  it("gives each turn to one instance, and the next after 15 minutes", async () => {
    put(2);
    const find = (provider: string) =>
      provider === "knowlarity"
        ? { source: knowlarityPages({ apiUrl: api.apiUrl, ...KEYS }) }
        : { closed: "not configured" };
    const turns = await Promise.all([1, 2, 3].map(() => startDueSyncs(test.db, find)));
    expect(turns.flat()).toEqual(["knowlarity"]);
    await stopSyncs();
    expect(await startDueSyncs(test.db, find)).toEqual([]);
    await test.sql`update sync_runs set started_at = started_at - interval '16 minutes'`;
    expect(await startDueSyncs(test.db, find)).toEqual(["knowlarity"]);
    await stopSyncs();
    expect(await runs()).toHaveLength(2);
  });
});

describe("who may", () => {
  it("only an admin starts and sees them", async () => {
    for (const role of ["receptionist", "reviewer"] as const) {
      const ctx = userCtx(test.db, role);
      await expect(claimRun(ctx, { provider: "meta" })).rejects.toMatchObject({ code: "forbidden" });
      await expect(listSyncs(ctx, new Date())).rejects.toMatchObject({ code: "forbidden" });
    }
    await claimRun(userCtx(test.db, "admin"), { provider: "meta" });
    const [, meta] = await listSyncs(userCtx(test.db, "admin"), new Date());
    expect(meta).toMatchObject({ closed: null, runs: [{ state: "running", isScheduled: false }] });
    const [, later] = await listSyncs(userCtx(test.db, "admin"), ago(-2));
    expect(later).toMatchObject({ runs: [{ state: "cut_off" }] });
  });
});
