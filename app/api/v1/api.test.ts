import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { sessionCookie } from "@/app/_server/session-cookie";
import { closeDatabase } from "@/db/client";
import { systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { createApiKey } from "@/domain/accounts/api-keys";
import { createUser } from "@/domain/accounts/create-user";
import { findSessionUser } from "@/domain/accounts/session";
import type { Role } from "@/domain/permissions";
import { conversationsAnswer } from "./_wire/conversation";
import { customerAnswer, customersAnswer } from "./_wire/customer";
import { leadsAnswer, walkInAnswer } from "./_wire/lead";
import { POST as login } from "./auth/login/route";
import { GET as listConversations } from "./conversations/route";
import { GET as getCustomer } from "./customers/[id]/route";
import { PUT as byPhone } from "./customers/by-phone/route";
import { GET as listCustomers } from "./customers/route";
import { GET as listLeads } from "./leads/route";
import { GET as me } from "./me/route";
import { POST as walkIn } from "./walk-ins/route";

let database: Awaited<ReturnType<typeof testDatabase>>;
let key: string;
beforeAll(async () => {
  database = await testDatabase();
  // The routes open the process's own pool; here it is this file's database. env() reads it on first use, which is later.
  process.env.DATABASE_URL = database.url;
  key = await keyOf("receptionist");
});
afterAll(async () => {
  await closeDatabase();
  await database.close();
});

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Sent = {
  method?: string;
  query?: string;
  body?: unknown;
  headers?: Record<string, string>;
  id?: string;
};

async function keyOf(role: Role): Promise<string> {
  return (await createApiKey(systemCtx(database.db), { name: "test", role })).key;
}

async function call(handler: Handler, sent: Sent = {}) {
  const request = new Request(`http://localhost:3000/api/v1/test${sent.query ?? ""}`, {
    method: sent.method ?? (sent.body === undefined ? "GET" : "POST"),
    body: typeof sent.body === "string" ? sent.body : JSON.stringify(sent.body),
    headers: sent.headers ?? { authorization: `Bearer ${key}` },
  });
  const params: Record<string, string> = sent.id ? { id: sent.id } : {};
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const numbers = (function* () {
  for (let last = 1000; ; last++) yield `+1 650 253 ${last}`;
})();
const newNumber = () => numbers.next().value ?? "";
const fields = (answer: { body: { errors: { field: string }[] } }) =>
  answer.body.errors.map(({ field }) => field);

function expectShape(schema: z.ZodType, body: unknown) {
  expect(schema.safeParse(body).error?.issues ?? []).toEqual([]);
}

test("a number makes one customer: 201 once, 200 ever after, in any spelling", async () => {
  const number = newNumber();
  const first = await call(byPhone, { method: "PUT", body: { phone_number: number, display_name: "Ada" } });
  const again = await call(byPhone, { method: "PUT", body: { phone_number: number.replace("+1 ", "1-") } });
  expect([first.status, first.body.is_new_customer]).toEqual([201, true]);
  expect([again.status, again.body.is_new_customer]).toEqual([200, false]);
  expect(again.body.customer).toMatchObject({ id: first.body.customer.id, display_name: "Ada" });
  expect(first.body.customer).toMatchObject({
    subscription: { plan_code: "guest" },
    customer_status: "PROSPECT",
  });
  const one = await call(getCustomer, { id: first.body.customer.id });
  expectShape(customerAnswer, one.body);
  const list = await call(listCustomers, { query: "?limit=1" });
  expectShape(customersAnswer, list.body);
  expect(list.body.customers).toHaveLength(1);
});

test("an unknown name stays null", async () => {
  const made = await call(byPhone, { method: "PUT", body: { phone_number: newNumber() } });
  expect(made.body.customer.display_name).toBeNull();
});

test("a number that cannot be one is refused with the reason, and makes nobody", async () => {
  const before = await database.sql`select count(*)::int as n from customers`;
  const answer = await call(byPhone, { method: "PUT", body: { phone_number: "anonymous" } });
  expect(answer.status).toBe(422);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.body).toMatchObject({
    status: 422,
    errors: [{ field: "phone_number", message: expect.any(String) }],
  });
  expect(await database.sql`select count(*)::int as n from customers`).toEqual(before);
});

test("null, an unknown field and a wrong type are each named", async () => {
  const body = { phone_number: 1, display_name: null, displayname: "Ada" };
  const answer = await call(byPhone, { method: "PUT", body });
  expect(answer.status).toBe(422);
  expect(fields(answer).sort()).toEqual(["display_name", "displayname", "phone_number"]);
});

test("a body that is not JSON is 400, one that is too large 413", async () => {
  expect((await call(byPhone, { method: "PUT", body: "{" })).status).toBe(400);
  const large = JSON.stringify({ phone_number: "1".repeat(1_000_001) });
  expect((await call(byPhone, { method: "PUT", body: large })).status).toBe(413);
});

test("an unknown status is refused with the list of the known ones; so is a limit out of range", async () => {
  const status = await call(listCustomers, { query: "?status=LOST" });
  expect(status.body.errors).toEqual([
    { field: "status", message: expect.stringContaining("LEAD_EXHAUSTED") },
  ]);
  for (const limit of ["0", "101", "x", "1.5"]) {
    expect(fields(await call(listCustomers, { query: `?limit=${limit}` }))).toEqual(["limit"]);
  }
  expect(fields(await call(listCustomers, { query: "?after=nonsense" }))).toEqual(["after"]);
});

test("a page leads to the next without leaving anybody out", async () => {
  for (let n = 0; n < 3; n++) await call(byPhone, { method: "PUT", body: { phone_number: newNumber() } });
  const seen: string[] = [];
  let next: string | null = null;
  do {
    const page: { body: z.input<typeof customersAnswer> } = await call(listCustomers, {
      query: `?limit=2${next ? `&after=${next}` : ""}`,
    });
    seen.push(...page.body.customers.map(({ id }) => id));
    next = page.body.next;
  } while (next);
  const [row] = await database.sql`select count(*)::int as n from customers`;
  expect([seen.length, new Set(seen).size]).toEqual([row?.n, row?.n]);
});

test("an id that is nobody's, or no id at all, is 404", async () => {
  expect((await call(getCustomer, { id: randomUUID() })).status).toBe(404);
  expect((await call(getCustomer, { id: "1; drop table customers" })).status).toBe(404);
});

test("a walk-in is a lead and a customer, and is found by any spelling of the number", async () => {
  const number = newNumber();
  const made = await call(walkIn, {
    body: { phone_number: number, display_name: "Grace", interest: "Braces" },
  });
  expect([made.status, made.body.is_new_customer]).toEqual([201, true]);
  expectShape(walkInAnswer, made.body);
  expect(made.body.lead).toMatchObject({
    source: "walk_in",
    customer_id: made.body.customer.id,
    interest: "Braces",
  });
  const query = `?phone_number=${encodeURIComponent(number.replaceAll(" ", "-"))}`;
  const found = await call(listLeads, { query });
  expectShape(leadsAnswer, found.body);
  expect(found.body.leads.map((lead: { id: string }) => lead.id)).toEqual([made.body.lead.id]);
});

test("conversations are listed in the described shape", async () => {
  await database.sql`insert into conversations (channel, started_at, last_message_at) values ('voice', now(), now())`;
  const list = await call(listConversations);
  expectShape(conversationsAnswer, list.body);
  expect(list.body.conversations).toHaveLength(1);
});

test("no key, an unknown key and another scheme are 401 and say how to sign in", async () => {
  for (const authorization of [null, "Bearer sb_nobody", "Bearer a.b.c", "Basic eDp5"]) {
    const answer = await call(listCustomers, { headers: authorization === null ? {} : { authorization } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
  }
});

test("a role that may not is 403, and the answer names the roles that may", async () => {
  const answer = await call(walkIn, {
    body: { phone_number: newNumber() },
    headers: { authorization: `Bearer ${await keyOf("reviewer")}` },
  });
  expect([answer.status, answer.body.roles]).toEqual([
    403,
    ["admin", "receptionist", "relationship_manager"],
  ]);
});

async function somebody(role: Role) {
  const email = `${randomUUID()}@example.org`;
  const password = "correct horse battery";
  const { user } = await createUser(systemCtx(database.db), { email, name: "Sam", role, password });
  return { id: user.id, email, password };
}

test("e-mail and password give a token that is good until the user signs out", async () => {
  const { id, email, password } = await somebody("receptionist");
  const signedIn = await call(login, { body: { email, password }, headers: {} });
  expect(signedIn.status).toBe(200);
  const headers = { authorization: `Bearer ${signedIn.body.token}` };
  expect((await call(me, { headers })).body).toEqual({
    user: { id, email, role: "receptionist", customer_id: null },
    api_key: null,
    customer: null,
  });
  await database.sql`update users set session_version = session_version + 1 where id = ${id}`;
  expect((await call(me, { headers })).status).toBe(401);
});

test("login says the same for a wrong address and a wrong password, and 429 with the wait when throttled", async () => {
  const { email } = await somebody("receptionist");
  const guess = (address: string) =>
    call(login, { body: { email: address, password: "guess" }, headers: {} });
  const [unknown, wrong] = [await guess(`${randomUUID()}@example.org`), await guess(email)];
  expect([unknown.status, wrong.status]).toEqual([401, 401]);
  expect(unknown.body.detail).toBe(wrong.body.detail);
  // Four copies of the failure just made: real ones would be as many slow hashes.
  await database.sql`
    insert into sign_in_failures (subject)
    select subject from (select subject from sign_in_failures order by id desc limit 1) last, generate_series(1, 4)`;
  const throttled = await guess(email);
  expect(throttled.status).toBe(429);
  expect(Number(throttled.headers.get("retry-after"))).toBeGreaterThan(60);
});

test("a signed-in customer reads their own record and nobody else's", async () => {
  const made = await call(byPhone, { method: "PUT", body: { phone_number: newNumber(), area: "Ntinda" } });
  const { id, email, password } = await somebody("customer");
  await database.sql`update users set customer_id = ${made.body.customer.id} where id = ${id}`;
  const { body } = await call(login, { body: { email, password }, headers: {} });
  const headers = { authorization: `Bearer ${body.token}` };
  const own = await call(me, { headers });
  expect(own.body).toMatchObject({
    user: { customer_id: made.body.customer.id },
    customer: { id: made.body.customer.id, area: "Ntinda", subscription: { plan_code: "guest" } },
  });
  expect((await call(getCustomer, { headers, id: made.body.customer.id })).status).toBe(403);
});

test("a browser's session reads, and changes only from this site's own pages", async () => {
  const { id } = await somebody("receptionist");
  const user = await findSessionUser(database.db, { id, version: 1 });
  if (!user) throw new Error("the user just made has no session");
  const { name, value } = await sessionCookie(user);
  const cookie = `theme=dark; ${name}=${value}`;
  const body = { phone_number: newNumber() };
  expect((await call(me, { headers: { cookie } })).body.user.id).toBe(id);
  const from = (origin?: string) =>
    call(byPhone, { method: "PUT", body, headers: { cookie, ...(origin && { origin }) } });
  expect((await from("https://elsewhere.example")).status).toBe(403);
  expect((await from()).status).toBe(403);
  expect((await from("http://localhost:3000")).status).toBe(201);
});

test("an answer carries the request's id and is never cached", async () => {
  const headers = { authorization: `Bearer ${key}`, "x-request-id": "from-the-caller" };
  const answer = await call(listCustomers, { headers });
  expect(answer.headers.get("x-request-id")).toBe("from-the-caller");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const forged = await call(listCustomers, { headers: { ...headers, "x-request-id": "a b" } });
  expect(forged.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});
