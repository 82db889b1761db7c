import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { callLogPush } from "@/domain/channels/fixtures/knowlarity-calls";
import { startKnowlarityStandIn } from "@/e2e/stand-ins/knowlarity";
import { runCrm } from "./run";

let database: Awaited<ReturnType<typeof testDatabase>>;
let api: Awaited<ReturnType<typeof startKnowlarityStandIn>>;
beforeAll(async () => {
  database = await testDatabase();
  api = await startKnowlarityStandIn({ apiKey: "app-key", srApiKey: "sr-key" });
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    KNOWLARITY_API_URL: api.apiUrl,
    KNOWLARITY_API_KEY: "app-key",
    KNOWLARITY_SR_API_KEY: "sr-key",
  });
});
afterAll(() => Promise.all([api.close(), database.close()]));

async function crm(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCrm(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

test("fetches what was missed, prints one JSON object, and is well", async () => {
  api.calls.push(
    callLogPush({ callId: "call-1", start_time: "2025-01-05 10:00:00+05:30" }),
    callLogPush({ callId: "call-2", start_time: "2025-02-05 10:00:00+05:30" }),
  );
  const { code, out } = await crm("sync", "knowlarity", "--since", "2025-02-01", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    provider: "knowlarity",
    run_id: expect.any(String),
    since: "2025-02-01T00:00:00.000Z",
    fetched: 1,
    created: 1,
    failed: 0,
    error: null,
  });
  expect(await database.sql`select external_id from call_sessions`).toEqual([{ external_id: "call-2" }]);
});

test("a row that cannot be recorded makes the end unwell, and is told", async () => {
  api.calls.push({ start_time: "2025-02-06 10:00:00+05:30" });
  const { code, out } = await crm("sync", "knowlarity");
  expect(code).toBe(1);
  expect(out).toContain("1 failed");
});

test("while another is running it is refused in words", async () => {
  await database.sql`insert into sync_runs (provider, started_by) values ('knowlarity', 'system:schedule')`;
  const { code, err } = await crm("sync", "knowlarity", "--json");
  expect(code).toBe(1);
  expect(err).toContain("already running");
});

test("what is no time is a wrong command line", async () => {
  expect(await crm("sync", "meta", "--since", "yesterday")).toMatchObject({ code: 2 });
});
