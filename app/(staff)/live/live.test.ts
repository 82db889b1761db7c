import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sessionCookie } from "@/app/_server/session-cookie";
import { closeDatabase } from "@/db/client";
import { channelCtx, systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { createApiKey } from "@/domain/accounts/api-keys";
import { endSessions, findSessionUser } from "@/domain/accounts/session";
import { recordCall } from "@/domain/calls/record-call";
import { forgetPhoneLists } from "@/domain/customers/phone-context";
import { announce } from "@/domain/live/announce";
import { closeLiveHub } from "@/domain/live/hub";
import type { Role } from "@/domain/permissions";
import { GET } from "./route";

let database: Awaited<ReturnType<typeof testDatabase>>;
let north: string;
let south: string;
beforeAll(async () => {
  database = await testDatabase();
  // The route opens the process's own pool; here it is this file's database. env() reads it on first use, which is later.
  process.env.DATABASE_URL = database.url;
  north = await addBranch("north", "+256414000100");
  south = await addBranch("south", "+256414000200");
});
beforeEach(async () => {
  await database.sql`delete from call_sessions`;
  forgetPhoneLists();
});
afterAll(async () => {
  await closeLiveHub();
  await closeDatabase();
  await database.close();
});

async function addBranch(code: string, line: string): Promise<string> {
  const [branch] =
    await database.sql`insert into branches (code, name, country, time_zone) values (${code}, ${code}, 'UG', 'UTC') returning id`;
  await database.sql`insert into own_lines (match_key, phone_number, branch_id, learned_from)
    values (${line}, ${line}, ${branch?.id}, 'settings')`;
  return String(branch?.id);
}

let users = 0;
/** Somebody who is signed in: their id and what their browser sends. */
async function somebody(role: Role, branchId: string | null = null) {
  users += 1;
  const [row] = await database.sql`insert into users (email, name, role, branch_id)
    values (${`u${users}@example.org`}, 'Sam', ${role}, ${branchId}) returning id`;
  const user = await findSessionUser(database.db, { id: String(row?.id), version: 1 });
  if (!user) throw new Error("The user was not found");
  const { name, value } = await sessionCookie(user);
  return { id: user.id, cookie: `${name}=${value}` };
}

/** Opens the stream; `next` waits for its next message that is not a sign of life, and is null once it has ended. */
async function open(headers: Record<string, string>) {
  const leaving = new AbortController();
  const response = await GET(new Request("http://localhost:3000/live", { headers, signal: leaving.signal }));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let unread = "";
  const next = async (): Promise<{ event: string; data: Record<string, unknown> } | null> => {
    for (;;) {
      const end = unread.indexOf("\n\n");
      if (end < 0) {
        const part = await reader?.read();
        if (!part || part.done) return null;
        unread += part.value;
        continue;
      }
      const fields = Object.fromEntries(
        unread
          .slice(0, end)
          .split("\n")
          .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
      );
      unread = unread.slice(end + 2);
      if (fields.event) return { event: fields.event, data: JSON.parse(fields.data ?? "{}") };
    }
  };
  return { response, next, leave: () => leaving.abort() };
}

const ring = (callId: string, customerPhone: string | null, to = "+256414000100") =>
  recordCall(channelCtx(database.db, "voice"), {
    provider: "test",
    callId,
    event: "started",
    to,
    customerPhone: customerPhone ? { raw: customerPhone, statedBy: "caller" } : null,
    at: new Date(),
  });

test("refuses whoever is not signed in, customers, couriers and API keys", async () => {
  const key = (await createApiKey(systemCtx(database.db), { name: "test", role: "admin" })).key;
  const tried: Record<string, string>[] = [{}, { authorization: `Bearer ${key}` }];
  const roles = await Promise.all([somebody("customer"), somebody("delivery"), somebody("finance")]);
  const all = [...tried, ...roles.map(({ cookie }) => ({ cookie }))];
  const statuses = await Promise.all(all.map(async (headers) => (await open(headers)).response.status));
  expect(statuses).toEqual([401, 403, 403, 403, 403]);
});

test("a ring reaches the desk of its branch and whoever has none, and not another branch's", async () => {
  const here = await open({ cookie: (await somebody("receptionist", north)).cookie });
  const there = await open({ cookie: (await somebody("receptionist", south)).cookie });
  const admin = await open({ cookie: (await somebody("admin", south)).cookie });
  for (const stream of [here, there, admin])
    expect(await stream.next()).toEqual({ event: "calls", data: { calls: [] } });
  await ring("c1", "0772 000 001");
  const call = { branch: "north", caller: { kind: "unknown", phone: "+256 772 000001", country: "Uganda" } };
  expect(await here.next()).toMatchObject({ event: "calls", data: { calls: [call] } });
  expect(await admin.next()).toMatchObject({ event: "calls", data: { calls: [call] } });
  await ring("c2", null, "+256414000200");
  expect(await there.next()).toMatchObject({ data: { calls: [{ caller: { kind: "withheld" } }] } });
  for (const stream of [here, there, admin]) stream.leave();
});

test("the stream is never stored, gathered or compressed on its way", async () => {
  const { response, leave } = await open({ cookie: (await somebody("admin")).cookie });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(response.headers.get("x-accel-buffering")).toBe("no");
  leave();
});

test("a role hears only of what it may read, and never about calls it does not answer", async () => {
  const reviewer = await open({ cookie: (await somebody("reviewer")).cookie });
  const ctx = systemCtx(database.db);
  await ring("c3", "+256772000003");
  await announce(ctx, { kind: "intake", id: "e1" });
  await announce(ctx, { kind: "conversation", id: "v1" });
  expect(await reviewer.next()).toEqual({ event: "changed", data: { ids: { conversation: ["v1"] } } });
  reviewer.leave();
});

test("many changes within a moment are one message", async () => {
  const stream = await open({ cookie: (await somebody("reviewer")).cookie });
  await database.sql`select pg_notify('switchboard_live',
    json_build_object('kind', 'conversation', 'id', 'v' || n, 'branchId', null, 'at', 1)::text) from generate_series(1, 20) n`;
  const message = await stream.next();
  expect(message?.data).toEqual({ ids: { conversation: Array.from({ length: 20 }, (_, n) => `v${n + 1}`) } });
  stream.leave();
});

test("who comes back hears what rings still, and that something may have been missed", async () => {
  await ring("c4", "+256772000004");
  const { cookie } = await somebody("receptionist", north);
  const back = await open({ cookie, "last-event-id": "1" });
  expect(await back.next()).toMatchObject({ event: "calls", data: { calls: [{ branch: "north" }] } });
  expect(await back.next()).toEqual({ event: "refresh", data: {} });
  back.leave();
});

test("an ended session hears nothing more", { timeout: 15_000 }, async () => {
  const { id, cookie } = await somebody("receptionist", north);
  const stream = await open({ cookie });
  await stream.next();
  await endSessions(systemCtx(database.db), { userId: id });
  expect(await stream.next()).toBeNull();
});

test("one person has at most five streams, and each that ends makes room", async () => {
  const { cookie } = await somebody("receptionist", north);
  const streams = await Promise.all(Array.from({ length: 5 }, () => open({ cookie })));
  expect(streams.map(({ response }) => response.status)).toEqual([200, 200, 200, 200, 200]);
  expect((await open({ cookie })).response.status).toBe(429);
  streams[0]?.leave();
  const again = await open({ cookie });
  expect(again.response.status).toBe(200);
  for (const stream of [...streams, again]) stream.leave();
});

test("a stopping server ends its streams", async () => {
  const stream = await open({ cookie: (await somebody("admin")).cookie });
  await stream.next();
  await closeLiveHub();
  expect(await stream.next()).toBeNull();
});
