import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { PAGE_ID, startFormsStandIn } from "@/e2e/stand-ins/graph-forms";
import { claimRun } from "./claim-run";
import { metaPages } from "./meta-pages";
import { runSync } from "./run-sync";

const TOKEN = "stand-in-token";
const BIG = "12345678901234567890";
let test: Awaited<ReturnType<typeof testDatabase>>;
let graph: Awaited<ReturnType<typeof startFormsStandIn>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  graph = await startFormsStandIn({ token: TOKEN, perPage: 2 });
  await test.sql`truncate customers, leads, lead_events, identity_resolutions, channel_alerts, sync_runs cascade`;
});
afterEach(() => graph.close());

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const lead = (id: string, minutesAgo: number, more: Record<string, unknown> = {}) => ({
  id,
  created_time: `${ago(minutesAgo).toISOString().slice(0, 19)}+0000`,
  form_id: "5",
  field_data: [
    { name: "full_name", values: ["Asha Rao"] },
    { name: "phone_number", values: [`+9198${id.slice(-2).padStart(8, "0")}`] },
  ],
  ...more,
});

async function sync(
  options: { since?: Date; signal?: AbortSignal; onProgress?: (n: { fetched: number }) => void } = {},
) {
  const run = await claimRun(systemCtx(test.db), { provider: "meta", since: options.since ?? null });
  if (!run) throw new Error("no run");
  let at = Date.now();
  return runSync({
    db: test.db,
    run,
    source: metaPages({ apiUrl: graph.apiUrl, token: TOKEN }),
    signal: options.signal ?? new AbortController().signal,
    pace: {
      now: () => new Date(at),
      pause: async (milliseconds) => {
        at += milliseconds;
      },
    },
    onProgress: options.onProgress,
  });
}
const leads = async () =>
  (await test.sql`select external_id id, customer_id is not null linked from leads order by external_id`).map(
    (row) => ({ ...row }),
  );

it("finds the forms through the page and reads each to its end by cursor, ids exact", async () => {
  graph.forms
    .set("5", [lead("11", 10), lead("12", 20), lead(BIG, 30)])
    .set("6", [lead("14", 5)])
    .set("7", []);
  expect(await sync()).toMatchObject({ counts: { fetched: 4, created: 4, failed: 0 }, error: null });
  expect(await leads()).toEqual(["11", "12", BIG, "14"].map((id) => ({ id, linked: true })));
  expect(graph.asked.slice(0, 2)).toEqual(["me@", `${PAGE_ID}/leadgen_forms@`]);
  expect(graph.asked.filter((path) => path.startsWith("5/"))).toEqual(["5/leads@", "5/leads@2", "5/leads@3"]);
});

it("a second time changes nothing, and asks from five minutes before the newest", async () => {
  graph.forms.set("5", [lead("11", 60), lead("12", 64), lead("13", 90)]);
  await sync();
  const before = await test.sql`select * from leads order by id`;
  expect((await sync()).counts).toEqual({ fetched: 2, created: 0, failed: 0 });
  expect((await sync({ since: ago(1000) })).counts).toEqual({ fetched: 3, created: 0, failed: 0 });
  expect(await test.sql`select * from leads order by id`).toEqual(before);
});

it("reaches back 90 days at first, and further with since", async () => {
  graph.forms.set("5", [lead("11", 89 * 1440), lead("12", 91 * 1440)]);
  expect((await sync()).counts.created).toBe(1);
  expect((await sync({ since: ago(100 * 1440) })).counts.created).toBe(1);
});

it("stopped in the middle, the next one ends as though nothing had happened", async () => {
  graph.forms.set(
    "5",
    ["11", "12", "13", "14", "15"].map((id, n) => lead(id, 10 + n)),
  );
  const stop = new AbortController();
  const cut = await sync({ signal: stop.signal, onProgress: ({ fetched }) => fetched >= 2 && stop.abort() });
  expect(cut.counts.fetched).toBe(2);
  expect((await sync()).counts).toEqual({ fetched: 5, created: 3, failed: 0 });
  expect(await leads()).toHaveLength(5);
});

it("a bad lead is counted, a form that may not be read is told of, and neither stops the others", async () => {
  graph.forms.set("4", [lead("9", 1)]).set("5", [lead("11", 10), lead("../me", 11)]);
  graph.forbidden.add("4");
  const cut = await sync();
  expect(cut).toMatchObject({
    counts: { created: 1, failed: 1 },
    error: expect.stringContaining("leads_retrieval"),
  });
  expect(await test.sql`select code from channel_alerts`).toMatchObject([{ code: "leads_forbidden" }]);
  graph.forbidden.clear();
  graph.forms.set("5", [lead("11", 10)]);
  expect(await sync()).toMatchObject({ counts: { created: 1 }, error: null });
  expect(await leads()).toHaveLength(2);
});

it.each([4, 17, 32, 613])("code %i: backs off, and ends when it lasts", async (code) => {
  graph.forms.set("5", [lead("11", 10)]);
  graph.failures.push({ status: 400, code });
  expect((await sync()).error).toBeNull();
  graph.failures.push(...Array.from({ length: 4 }, () => ({ status: 400, code })));
  expect((await sync()).error).toContain("slow down");
});

it("a refused token ends the run at once, in words, with an alert", async () => {
  graph.failures.push({ status: 400, code: 190 });
  expect((await sync()).error).toContain("META_PAGE_ACCESS_TOKEN");
  expect(graph.asked).toHaveLength(1);
  expect(await test.sql`select channel, code from channel_alerts`).toMatchObject([
    { channel: "meta", code: "token_refused" },
  ]);
});
