import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@/db/client";
import { userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import type { Ctx } from "@/domain/ctx";
import { registerWalkIn } from "./register-walk-in";
import { repairNumber } from "./repair-number";
import { updateLead } from "./update-lead";

let database: Awaited<ReturnType<typeof testDatabase>>;
let ctx: Ctx;

beforeAll(async () => {
  database = await testDatabase();
  ctx = userCtx(database.db, "receptionist");
  await database.sql`insert into branches (code, name, country, time_zone) values ('kampala', 'Kampala Road', 'UG', 'Africa/Kampala')`;
});
afterAll(() => database.close());

type Given = { phoneNumber?: string | null; normalized?: string | null; name?: string | null };

async function makeLead({ phoneNumber = "N/A", normalized = null, name = "Ada" }: Given = {}) {
  const [lead] =
    await database.sql`insert into leads (source, phone_number, phone_number_normalized, display_name, branch_id, unlinked_reason)
    select 'meta', ${phoneNumber}, ${normalized}, ${name}, id, 'letters' from branches returning id`;
  return String(lead?.id);
}
const stored = async (id: string) => (await database.sql`select * from leads where id = ${id}`)[0];
const numberEvents = (id: string) =>
  database.sql`select before, after from lead_events where lead_id = ${id} and kind = 'number' order by created_at`;

describe("repairing a lead's number", () => {
  it("links at once to a new customer, who gets the lead's name; what was received stays in the history", async () => {
    const id = await makeLead();
    const { customerId, isNewCustomer } = await repairNumber(ctx, { id, phoneNumber: "0772 700 001" });
    expect(isNewCustomer).toBe(true);
    expect(await stored(id)).toMatchObject({
      customer_id: customerId,
      phone_number: "0772 700 001",
      phone_number_normalized: "+256772700001",
      unlinked_reason: null,
    });
    const [customer] =
      await database.sql`select display_name, source from customers where id = ${customerId}`;
    expect(customer).toEqual({ display_name: "Ada", source: "meta" });
    expect(await numberEvents(id)).toEqual([{ before: "N/A", after: "0772 700 001" }]);
    const audit = await database.sql`select action, changes::text from audit_events where subject_id = ${id}`;
    expect(audit).toMatchObject([{ action: "leads.repair_number" }]);
    expect(JSON.stringify(audit)).not.toMatch(/772|Ada/);
  });

  it("links to the customer who has the number already, and takes other unlinked leads of a new one along", async () => {
    const known = await registerWalkIn(ctx, { phoneNumber: "0772700002" });
    const id = await makeLead();
    await repairNumber(ctx, { id, phoneNumber: "+256 772 700002" });
    expect(await stored(id)).toMatchObject({ customer_id: known.customerId });

    const [repaired, earlier] = [await makeLead(), await makeLead({ normalized: "+256772700003" })];
    const { customerId } = await repairNumber(ctx, { id: repaired, phoneNumber: "0772700003" });
    expect(await stored(earlier)).toMatchObject({ customer_id: customerId });
  });

  it("changes nothing the second time, in whatever spelling, and when many send it at once", async () => {
    const id = await makeLead();
    const pool = connect(database.url, { max: 8 });
    try {
      const many = Array.from({ length: 8 }, () =>
        repairNumber(userCtx(pool.db, "receptionist"), { id, phoneNumber: "0772 700 004" }),
      );
      const answers = await Promise.all(many);
      expect(answers.filter((answer) => answer.eventId)).toHaveLength(1);
      expect(new Set(answers.map((answer) => answer.customerId)).size).toBe(1);
    } finally {
      await pool.close();
    }
    const before = await stored(id);
    expect(await repairNumber(ctx, { id, phoneNumber: "+256772700004" })).toMatchObject({ eventId: null });
    expect(await stored(id)).toEqual(before);
    expect(await numberEvents(id)).toHaveLength(1);
  });

  it("moves a linked lead whose number was wrong to the owner of the right one", async () => {
    const wrong = await registerWalkIn(ctx, { phoneNumber: "0772700005" });
    const { customerId } = await repairNumber(ctx, { id: wrong.leadId, phoneNumber: "0772700006" });
    expect(customerId).not.toBe(wrong.customerId);
    expect(await stored(wrong.leadId)).toMatchObject({ customer_id: customerId });
  });

  it("keeps a shared number and says why nobody is linked", async () => {
    const { customerId } = await registerWalkIn(ctx, { phoneNumber: "0772700007" });
    await database.sql`update contact_points set shared_at = now() where customer_id = ${customerId}`;
    const id = await makeLead();
    expect(await repairNumber(ctx, { id, phoneNumber: "0772700007" })).toMatchObject({ customerId: null });
    expect(await stored(id)).toMatchObject({
      customer_id: null,
      phone_number: "0772700007",
      unlinked_reason: "shared_number",
    });
    expect(await repairNumber(ctx, { id, phoneNumber: "0772700007" })).toMatchObject({ eventId: null });
  });

  it.each([["9999999999"], ["anonymous"], ["12"]])(
    "refuses %s by its field and stores nothing",
    async (phoneNumber) => {
      const id = await makeLead();
      const before = await stored(id);
      // Nor is anything else of the same change.
      await expect(updateLead(ctx, { id, phoneNumber, status: "lost" })).rejects.toMatchObject({
        code: "invalid",
        fields: [{ field: "phone_number" }],
      });
      expect(await stored(id)).toEqual(before);
    },
  );

  it("is refused to who may only read, and for a lead that is not there", async () => {
    const id = await makeLead();
    const reviewer = userCtx(database.db, "reviewer");
    const phoneNumber = "0772700008";
    await expect(repairNumber(reviewer, { id, phoneNumber })).rejects.toMatchObject({ code: "forbidden" });
    const nowhere = { id: randomUUID(), phoneNumber };
    await expect(repairNumber(ctx, nowhere)).rejects.toMatchObject({ code: "not_found" });
  });

  it("meets first contacts, other repairs and changes of the same leads without a deadlock, and one customer comes out", async () => {
    const pool = connect(database.url, { max: 24 });
    const desk = userCtx(pool.db, "receptionist");
    try {
      for (let round = 0; round < 10; round += 1) {
        const [one, two] = [`+2567728${1000 + round * 2}0`, `+2567728${1001 + round * 2}0`];
        // Each lead's own number is the other's new one, so that late linking wants both.
        const first = await makeLead({ phoneNumber: one, normalized: one });
        const second = await makeLead({ phoneNumber: two, normalized: two });
        await Promise.all([
          repairNumber(desk, { id: first, phoneNumber: two }),
          repairNumber(desk, { id: second, phoneNumber: one }),
          ...[one, two, one, two].map((phoneNumber) => registerWalkIn(desk, { phoneNumber })),
          ...[first, second].flatMap((id) => [
            updateLead(desk, { id, status: "contacted" }),
            updateLead(desk, { id, archived: true }),
          ]),
        ]);
        const owners =
          await database.sql`select phone_number from customers where phone_number in (${one}, ${two}) order by 1`;
        expect(owners.map((row) => row.phone_number)).toEqual([one, two]);
        const linked = await database.sql`select l.id from leads l join customers c on c.id = l.customer_id
          where (l.id = ${first} and c.phone_number = ${two}) or (l.id = ${second} and c.phone_number = ${one})`;
        expect(linked).toHaveLength(2);
      }
    } finally {
      await pool.close();
    }
  });
});
