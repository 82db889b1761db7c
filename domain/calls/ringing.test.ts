import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { channelCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { readVoiceEvent } from "@/domain/channels/voice";
import { forgetPhoneLists } from "@/domain/customers/phone-context";
import type { Role } from "@/domain/permissions";
import { recordCall } from "./record-call";
import { ringingCalls } from "./ringing";

let test: Awaited<ReturnType<typeof testDatabase>>;
let north: string;
let south: string;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.sql`truncate customers, conversations, call_sessions, own_lines, branches, identity_resolutions cascade`;
  north = await addBranch("north");
  south = await addBranch("south");
  forgetPhoneLists();
});

/** A Ugandan branch; its line is +256 41 4000 and its place. */
async function addBranch(code: string): Promise<string> {
  const line = code === "north" ? "+256414000100" : "+256414000200";
  const [branch] =
    await test.sql`insert into branches (code, name, country, time_zone) values (${code}, ${code}, 'UG', 'UTC') returning id`;
  await test.sql`insert into own_lines (match_key, phone_number, branch_id, learned_from)
    values (${line}, ${line}, ${branch?.id}, 'settings')`;
  return String(branch?.id);
}

async function addCustomer(name: string, value: string, shared = false): Promise<string> {
  const id = randomUUID();
  await test.sql`insert into customers (id, display_name, phone_number, customer_status, ltv_usd)
    values (${id}, ${name}, ${shared ? null : value}, 'CUSTOMER', 250)`;
  await test.sql`insert into contact_points (customer_id, kind, value, match_key, country, source, shared_at)
    values (${id}, 'phone', ${value}, ${value}, 'UG', 'voice', ${shared ? new Date() : null})`;
  return id;
}

type Data = Record<string, unknown>;
const event = (type: "started" | "ended", data: Data) =>
  recordCall(
    channelCtx(test.db, "voice"),
    readVoiceEvent(
      {
        type: `voice.call.${type}`,
        timestamp: new Date().toISOString(),
        data: { direction: "inbound", to: "+256414000100", started_at: new Date().toISOString(), ...data },
      },
      new Date(),
    ),
  );
const ringing = (branchId: string | null = north, role: Role = "receptionist") =>
  ringingCalls(userCtx(test.db, role), { branchId });
const count = async (table: string) => (await test.sql`select count(*)::int n from ${test.sql(table)}`)[0]?.n;

it("a known caller is told with name, stage and LTV, and ringing creates and marks nothing", async () => {
  const id = await addCustomer("Ruth Namukasa", "+256772123456");
  await event("started", { call_id: "r1", from: "0772 123 456" });
  const [call] = await ringing();
  expect(call).toMatchObject({ branchName: "north", caller: { kind: "known", e164: "+256772123456" } });
  expect(call?.caller).toMatchObject({
    people: [{ id, displayName: "Ruth Namukasa", customerStatus: "CUSTOMER", ltvAmount: "250.00" }],
  });
  expect(call?.ageSeconds).toBeLessThan(10);
  expect([
    await count("customers"),
    await count("conversations"),
    await count("identity_resolutions"),
  ]).toEqual([1, 0, 0]);
  expect(await test.sql`select last_seen_at from customers`).toEqual([{ last_seen_at: null }]);
});

it("an unknown caller is a number with its country, and stays no customer", async () => {
  await event("started", { call_id: "r2", from: "+256772000001" });
  expect(await ringing()).toMatchObject([
    { caller: { kind: "unknown", e164: "+256772000001", country: "UG" } },
  ]);
  expect(await count("customers")).toBe(0);
});

it.each([
  ["anonymous", { kind: "withheld" }],
  [null, { kind: "withheld" }],
  ["4242", { kind: "nobody", raw: "4242" }],
])("a call from %s offers nobody", async (from, caller) => {
  await event("started", { call_id: "r3", from });
  expect(await ringing()).toMatchObject([{ caller }]);
});

it("those who share a number are all named, three at most", async () => {
  for (const name of ["Ann", "Ben", "Cid", "Dan"]) await addCustomer(name, "+256772000002", true);
  await event("started", { call_id: "r4", from: "+256772000002" });
  const [call] = await ringing();
  expect(call?.caller.kind === "known" && call.caller.people).toHaveLength(3);
});

it("a call rings at the called line's branch and not at another one", async () => {
  await event("started", { call_id: "r5", from: "+256772000003", to: "+256414000200" });
  expect(await ringing(north)).toEqual([]);
  expect(await ringing(south)).toHaveLength(1);
  expect(await ringing(null)).toHaveLength(1);
});

it("a repeated event is one call, two calls are two, newest first, and what has ended rings no more", async () => {
  const earlier = new Date(Date.now() - 20_000).toISOString();
  await event("started", { call_id: "r6", from: "+256772000004", started_at: earlier });
  await event("started", { call_id: "r6", from: "+256772000004", started_at: earlier });
  await event("started", { call_id: "r7", from: "+256772000005" });
  const numbers = async () => (await ringing()).map(({ caller }) => "e164" in caller && caller.e164);
  expect(await numbers()).toEqual(["+256772000005", "+256772000004"]);
  await event("ended", { call_id: "r7", from: "+256772000005" });
  await event("started", { call_id: "r7", from: "+256772000005" });
  expect(await numbers()).toEqual(["+256772000004"]);
});

it("an old event that is replayed, and a call that was never heard to end, do not ring", async () => {
  const old = new Date(Date.now() - 3 * 60_000).toISOString();
  await event("started", { call_id: "r8", from: "+256772000006", started_at: old });
  await event("started", { call_id: "r9", from: "+256772000007" });
  await test.sql`update call_sessions set created_at = now() - interval '3 minutes' where external_id = 'r9'`;
  expect(await ringing()).toEqual([]);
});

it("is for those who answer calls: nobody else is told who rings", async () => {
  for (const role of ["customer", "delivery", "finance"] as const)
    await expect(ringing(null, role)).rejects.toMatchObject({ code: "forbidden" });
});

it("finds what rings by an index among any number of calls", async () => {
  await test.sql`insert into call_sessions (provider, external_id, status, started_at)
    select 'old', n::text, 'ended', now() - make_interval(mins => n) from generate_series(1, 20000) n`;
  await test.sql`analyze call_sessions`;
  const plan = await test.sql`explain select 1 from call_sessions s where s.customer_id is null
    and s.started_at > now() - make_interval(secs => 120) and s.status in ('ringing', 'in_progress')`;
  expect(JSON.stringify(plan)).toContain("call_sessions_customer_idx");
});
