import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "@/db/client";
import { systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { createApiKey } from "@/domain/accounts/api-keys";
import type { Role } from "@/domain/permissions";
import { leadAnswer, leadsAnswer } from "../_wire/lead";
import { POST as addNote } from "./[id]/notes/route";
import { GET as getLead, PATCH as patchLead } from "./[id]/route";
import { GET as listLeads } from "./route";

let database: Awaited<ReturnType<typeof testDatabase>>;
let key: string;
beforeAll(async () => {
  database = await testDatabase();
  // The routes open the process's own pool; here it is this file's database. env() reads it on first use, which is later.
  process.env.DATABASE_URL = database.url;
  key = await keyOf("receptionist");
  await database.sql`insert into branches (code, name, country, time_zone) values ('kampala', 'Kampala Road', 'UG', 'Africa/Kampala')`;
});
afterAll(async () => {
  await closeDatabase();
  await database.close();
});

const keyOf = async (role: Role) => (await createApiKey(systemCtx(database.db), { name: "test", role })).key;

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

async function call(
  handler: Handler,
  sent: { id?: string; query?: string; method?: string; body?: unknown; key?: string },
) {
  const request = new Request(`http://localhost:3000/api/v1/leads${sent.query ?? ""}`, {
    method: sent.method ?? "GET",
    body: JSON.stringify(sent.body),
    headers: { authorization: `Bearer ${sent.key ?? key}` },
  });
  const params: Record<string, string> = sent.id ? { id: sent.id } : {};
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.json() };
}
const patch = (id: string, body: unknown) => call(patchLead, { id, method: "PATCH", body });

async function makeLead(): Promise<string> {
  const [lead] = await database.sql`insert into leads (source, phone_number, unlinked_reason, branch_id)
    select 'meta', 'n/a', 'letters', id from branches returning id`;
  return String(lead?.id);
}
const errors = (answer: { body: { errors: { field: string; message: string }[] } }) =>
  Object.fromEntries(answer.body.errors.map(({ field, message }) => [field, message]));

test("a number that is repaired links at once, and what was received stays in the history", async () => {
  const id = await makeLead();
  const answer = await patch(id, { phone_number: "0772 800 001", status: "contacted" });
  expect(answer.status).toBe(200);
  expect(leadAnswer.safeParse(answer.body).error?.issues ?? []).toEqual([]);
  expect(answer.body.lead).toMatchObject({
    id,
    customer_id: expect.any(String),
    phone_number: "0772 800 001",
    phone_number_normalized: "+256772800001",
    unlinked_reason: null,
    status: "contacted",
    events: [
      { kind: "status", before: "new", after: "contacted", actor: "test" },
      { kind: "number", before: "n/a", after: "0772 800 001" },
    ],
  });
  const again = await patch(id, { phone_number: "+256772800001", status: "contacted" });
  expect(again.body).toEqual(answer.body);
  expect((await call(getLead, { id })).body).toEqual(answer.body);
  const byNumber = await call(listLeads, { query: "?phone_number=%2B256772800001" });
  expect(byNumber.body.leads.map((lead: { id: string }) => lead.id)).toEqual([id]);
});

test("an absent field stays, null is refused, and each wrong field is named with what is known", async () => {
  const id = await makeLead();
  await patch(id, { interest: "Facial" });
  const kept = await patch(id, { status: "qualified" });
  expect(kept.body.lead).toMatchObject({ interest: "Facial", status: "qualified" });

  const wrong = await patch(id, {
    status: "open",
    assignee: null,
    phone_number: null,
    archived: "yes",
    junk: null,
    notes: "hello",
  });
  expect(wrong.status).toBe(422);
  expect(errors(wrong)).toEqual({
    status: "expected one of new, contacted, qualified, converted, lost",
    assignee: expect.stringContaining("unassigned"),
    phone_number: expect.any(String),
    archived: expect.stringContaining("true or false"),
    junk: expect.stringContaining("true or false"),
    notes: expect.stringContaining("known are phone_number, country, status"),
  });
  expect(errors(await patch(id, { branch: "atlantis" }))).toEqual({
    branch: expect.stringContaining("kampala"),
  });
  expect(errors(await patch(id, { phone_number: "anonymous", status: "lost" }))).toHaveProperty(
    "phone_number",
  );
  expect(errors(await patch(id, { assignee: "me" }))).toHaveProperty("assignee");
  expect((await call(getLead, { id })).body).toEqual(kept.body);
});

test("an archived lead is in no list unless asked for, and comes back", async () => {
  const id = await makeLead();
  const ids = async (query: string) => {
    const { body } = await call(listLeads, { query });
    expect(leadsAnswer.safeParse(body).error?.issues ?? []).toEqual([]);
    return body.leads.map((lead: { id: string }) => lead.id);
  };
  expect((await patch(id, { archived: true })).body.lead.archived_at).not.toBeNull();
  expect(await ids("?limit=100")).not.toContain(id);
  expect(await ids("?view=archived")).toEqual([id]);
  expect((await patch(id, { archived: false })).body.lead.archived_at).toBeNull();
  expect(await ids("?limit=100&linked=false&source=meta&branch=kampala&assignee=unassigned")).toContain(id);
  expect(await ids("?linked=true")).not.toContain(id);
});

test("a filter that does not exist is refused with those that do", async () => {
  const wrong = await call(listLeads, { query: "?status=open&source=fax&linked=maybe&view=all&colour=red" });
  expect(errors(wrong)).toEqual({
    status: expect.stringContaining("contacted"),
    source: expect.stringContaining("knowlarity"),
    linked: expect.stringContaining("true, false"),
    view: expect.stringContaining("archived"),
    colour: expect.stringContaining("phone_number"),
  });
  expect(errors(await call(listLeads, { query: "?branch=atlantis" }))).toHaveProperty("branch");
  expect(errors(await call(listLeads, { query: "?assignee=nobody@example.org" }))).toHaveProperty("assignee");
});

test("a note is written with its author, and an empty one is not", async () => {
  const id = await makeLead();
  const note = await call(addNote, { id, method: "POST", body: { body: "Call after six" } });
  expect(note.status).toBe(201);
  expect(note.body.lead.events).toMatchObject([{ kind: "note", body: "Call after six", actor: "test" }]);
  const empty = await call(addNote, { id, method: "POST", body: { body: " " } });
  expect([empty.status, Object.keys(errors(empty))]).toEqual([422, ["body"]]);
});

test("who may only read changes nothing, and an id that is nobody's is 404", async () => {
  const id = await makeLead();
  const reviewer = await keyOf("reviewer");
  const finance = await keyOf("finance");
  const change = { id, method: "PATCH", body: { status: "lost" } };
  expect((await call(patchLead, { ...change, key: reviewer })).status).toBe(403);
  expect((await call(addNote, { id, method: "POST", body: { body: "No" }, key: reviewer })).status).toBe(403);
  expect((await call(getLead, { id, key: reviewer })).body.lead.status).toBe("new");
  expect((await call(getLead, { id, key: finance })).status).toBe(403);
  for (const nobody of [randomUUID(), "not-an-id"]) {
    expect((await call(getLead, { id: nobody })).status).toBe(404);
    expect((await patch(nobody, { status: "lost" })).status).toBe(404);
  }
});
