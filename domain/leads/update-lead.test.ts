import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { createUser } from "@/domain/accounts/create-user";
import type { Ctx } from "@/domain/ctx";
import { addLeadNote } from "./add-lead-note";
import { searchDesk } from "./desk-search";
import { getLeadDetail } from "./lead-detail";
import { listLeads } from "./queries";
import { registerWalkIn } from "./register-walk-in";
import { updateLead } from "./update-lead";

let database: Awaited<ReturnType<typeof testDatabase>>;
let ctx: Ctx;
let grace: string;

beforeAll(async () => {
  database = await testDatabase();
  grace = await makeUser("grace@example.org", "Grace", "relationship_manager");
  ctx = userCtx(database.db, "relationship_manager", { id: grace });
  await database.sql`insert into branches (code, name, country, time_zone) values
    ('kampala', 'Kampala Road', 'UG', 'Africa/Kampala'), ('austin', 'Austin', 'US', 'America/Chicago')`;
});
afterAll(() => database.close());

async function makeUser(email: string, name: string, role: "relationship_manager" | "delivery" | "reviewer") {
  return (await createUser(systemCtx(database.db), { email, name, role })).user.id;
}

async function makeLead(phoneNumber: string | null = null): Promise<string> {
  const [lead] = await database.sql`insert into leads (source, phone_number, display_name, interest)
    values ('meta', ${phoneNumber}, 'Ada', 'Facial') returning id`;
  return String(lead?.id);
}

const stored = async (id: string) => (await database.sql`select * from leads where id = ${id}`)[0];
const history = async (id: string) =>
  (await getLeadDetail(ctx, id)).events
    .map(({ kind, before, after, beforeName, afterName, actorName }) => [
      kind,
      beforeName ?? before,
      afterName ?? after,
      actorName,
    ])
    .toReversed();

describe("changing a lead", () => {
  it("changes what is named, with a row of history each and one audit row that holds ids", async () => {
    const id = await makeLead();
    await updateLead(ctx, {
      id,
      status: "contacted",
      assignee: "Grace@Example.org",
      branch: "kampala",
      interest: "Facial and massage",
    });
    expect(await stored(id)).toMatchObject({
      status: "contacted",
      assignee_id: grace,
      interest: "Facial and massage",
      display_name: "Ada",
    });
    expect(await history(id)).toEqual([
      ["status", "new", "contacted", "Grace"],
      ["assignee", null, "Grace", "Grace"],
      ["branch", null, "Kampala Road", "Grace"],
      ["interest", "Facial", "Facial and massage", "Grace"],
    ]);
    const audit = await database.sql`select action, changes from audit_events where subject_id = ${id}`;
    expect(audit).toEqual([{ action: "leads.update", changes: expect.anything() }]);
    expect(audit[0]?.changes).toMatchObject({
      status: { from: "new", to: "contacted" },
      assignee: { from: null, to: grace },
    });
    expect(JSON.stringify(audit)).not.toMatch(/massage|Grace/);
  });

  it("writes nothing for what already is so, however often it is sent", async () => {
    const id = await makeLead();
    const change = { id, status: "qualified", assignee: "me", branch: "austin", junk: true } as const;
    await updateLead(ctx, change);
    const [before, events] = [await stored(id), await history(id)];
    expect(await updateLead(ctx, change)).toEqual({ eventIds: [] });
    expect(await updateLead(ctx, { id })).toEqual({ eventIds: [] });
    expect(await stored(id)).toEqual(before);
    expect(await history(id)).toEqual(events);
    expect(await database.sql`select 1 from audit_events where subject_id = ${id}`).toHaveLength(1);
  });

  it("takes an assignee, a branch and a wish away again", async () => {
    const id = await makeLead();
    await updateLead(ctx, { id, assignee: grace, branch: "austin" });
    await updateLead(ctx, { id, assignee: "unassigned", branch: "none", interest: "" });
    expect(await stored(id)).toMatchObject({ assignee_id: null, branch_id: null, interest: null });
  });

  it("leaves a lead with somebody whose login is over, and gives none to them", async () => {
    const gone = await makeUser("gone@example.org", "Gone", "relationship_manager");
    const [theirs, other] = [await makeLead(), await makeLead()];
    await updateLead(ctx, { id: theirs, assignee: gone });
    await database.sql`update users set disabled_at = now() where id = ${gone}`;
    await updateLead(ctx, { id: theirs, assignee: gone, status: "contacted" });
    expect(await stored(theirs)).toMatchObject({ assignee_id: gone, status: "contacted" });
    await expect(updateLead(ctx, { id: other, assignee: gone })).rejects.toMatchObject({ code: "invalid" });
    const found = await listLeads(ctx, { assignee: gone });
    expect(found.leads.map((lead) => lead.id)).toEqual([theirs]);
  });

  it("takes junk, test and archived leads out of list and search, and back", async () => {
    for (const [mark, view] of [
      ["junk", "junk"],
      ["isTest", "test"],
      ["archived", "archived"],
    ] as const) {
      const id = await makeLead("0772 600 123 00 000");
      const isListed = async () => (await listLeads(ctx, {})).leads.some((lead) => lead.id === id);
      const isFound = async () =>
        (await searchDesk(ctx, { text: "60012300000" })).leads.some((lead) => lead.id === id);
      await updateLead(ctx, { id, [mark]: true });
      expect([mark, await isListed(), await isFound()]).toEqual([mark, false, false]);
      expect((await listLeads(ctx, { view })).leads.map((lead) => lead.id)).toContain(id);
      await updateLead(ctx, { id, [mark]: false });
      expect([mark, await isListed(), await isFound()]).toEqual([mark, true, true]);
    }
  });

  it.each([
    ["status", { status: "open" }, "new, contacted, qualified, converted, lost"],
    ["branch", { branch: "atlantis" }, "austin, kampala"],
    ["assignee", { assignee: "nobody@example.org" }, "grace@example.org"],
    ["assignee", { assignee: null }, "unassigned"],
    ["isTest", { isTest: "yes" }, "true or false"],
  ])("refuses a wrong %s with what is known, and stores nothing", async (field, change, known) => {
    const id = await makeLead();
    const before = await stored(id);
    await expect(updateLead(ctx, { id, junk: true, ...Object(change) })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field, message: expect.stringContaining(known) }],
    });
    expect(await stored(id)).toEqual(before);
  });

  it("gives no lead to somebody who cannot see leads", async () => {
    const driver = await makeUser("driver@example.org", "Driver", "delivery");
    const id = await makeLead();
    await expect(updateLead(ctx, { id, assignee: driver })).rejects.toMatchObject({ code: "invalid" });
  });

  it("is refused to who may only read, and for a lead that is not there", async () => {
    const id = await makeLead();
    const reviewer = userCtx(database.db, "reviewer");
    await expect(updateLead(reviewer, { id, status: "lost" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(addLeadNote(reviewer, { id, body: "No" })).rejects.toMatchObject({ code: "forbidden" });
    const nowhere = randomUUID();
    await expect(updateLead(ctx, { id: nowhere, status: "lost" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(addLeadNote(ctx, { id: nowhere, body: "No" })).rejects.toMatchObject({ code: "not_found" });
    await expect(getLeadDetail(ctx, "not-an-id")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a lead's history", () => {
  it("holds notes with their author, newest first, and none that is empty", async () => {
    const id = await makeLead();
    await addLeadNote(ctx, { id, body: "Call after six" });
    await addLeadNote(ctx, { id, body: " Called, no answer " });
    const { events } = await getLeadDetail(ctx, id);
    expect(events.map(({ body, actorName }) => [body, actorName])).toEqual([
      ["Called, no answer", "Grace"],
      ["Call after six", "Grace"],
    ]);
    await expect(addLeadNote(ctx, { id, body: "  " })).rejects.toMatchObject({ code: "invalid" });
    const audit =
      await database.sql`select changes::text from audit_events where subject_id = ${id} and action = 'leads.add_note'`;
    expect(audit).toHaveLength(2);
    expect(JSON.stringify(audit)).not.toContain("Called");
  });

  it("tells the repeated enquiries that joined the lead", async () => {
    const sent = { phoneNumber: "0772600777", branch: "kampala" };
    const { leadId } = await registerWalkIn(ctx, { ...sent, interest: "Peel" });
    await registerWalkIn(ctx, { ...sent, interest: "Facial" });
    const { events } = await getLeadDetail(ctx, leadId);
    expect(events.map(({ kind, body }) => [kind, body])).toEqual([["enquiry", "Facial"]]);
  });
});
