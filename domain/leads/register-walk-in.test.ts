import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@/db/client";
import { systemCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import type { Ctx } from "@/domain/ctx";
import { findOrCreateByPhone } from "@/domain/customers/find-or-create";
import { listLeads } from "./queries";
import { registerWalkIn } from "./register-walk-in";

let ctx: Ctx;
let database: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  database = await testDatabase();
  ctx = userCtx(database.db, "receptionist");
  await database.sql`insert into branches (code, name, country, time_zone) values
    ('kampala', 'Kampala Road', 'UG', 'Africa/Kampala'), ('austin', 'Austin', 'US', 'America/Chicago')`;
});
afterAll(() => database.close());

describe("registering a walk-in", () => {
  it("makes customer and linked lead, reading the number in the branch's country", async () => {
    const made = await registerWalkIn(ctx, {
      phoneNumber: "0772 500 001",
      displayName: "Grace",
      branch: "kampala",
      interest: "Facial",
    });
    expect(made).toMatchObject({ isNewCustomer: true, isNewLead: true });
    const [lead] = await database.sql`select * from leads where id = ${made.leadId}`;
    expect(lead).toMatchObject({
      customer_id: made.customerId,
      source: "walk_in",
      phone_number: "0772 500 001",
      phone_number_normalized: "+256772500001",
    });
    const why =
      await database.sql`select outcome from identity_resolutions where subject_kind = 'lead' and subject_id = ${made.leadId}`;
    expect(why).toEqual([{ outcome: "created" }]);
    const audit = await database.sql`select action from audit_events where subject_id = ${made.leadId}`;
    expect(audit).toEqual([{ action: "leads.register_walk_in" }]);
  });

  it("finds the customer who is known already", async () => {
    const known = await findOrCreateByPhone(systemCtx(database.db), { phoneNumber: "+256772500002" });
    const made = await registerWalkIn(ctx, { phoneNumber: "0772500002", branch: "kampala" });
    expect(made).toMatchObject({ customerId: known.customerId, isNewCustomer: false });
  });

  it("opens one lead however often the form is sent", async () => {
    const pool = connect(database.url, { max: 16 });
    try {
      const receptionist = userCtx(pool.db, "receptionist");
      const sent = Array.from({ length: 16 }, () =>
        registerWalkIn(receptionist, { phoneNumber: "0772500003", branch: "kampala" }),
      );
      const answers = await Promise.all(sent);
      expect(new Set(answers.map((answer) => answer.leadId)).size).toBe(1);
      expect(answers.filter((answer) => answer.isNewLead)).toHaveLength(1);
      expect(answers.filter((answer) => answer.isNewCustomer)).toHaveLength(1);
    } finally {
      await pool.close();
    }
  });

  it.each([
    ["phone_number", { phoneNumber: "12" }],
    ["phone_number", { phoneNumber: "9999999999" }],
    ["branch", { phoneNumber: "0772500004", branch: "atlantis" }],
    ["assignee", { phoneNumber: "0772500004", branch: "kampala", assignee: "nobody@example.org" }],
  ])("refuses a wrong %s by its name and stores nothing", async (field, input) => {
    const before =
      await database.sql`select (select count(*) from customers) c, (select count(*) from leads) l`;
    await expect(registerWalkIn(ctx, input)).rejects.toMatchObject({ code: "invalid", fields: [{ field }] });
    expect(
      await database.sql`select (select count(*) from customers) c, (select count(*) from leads) l`,
    ).toEqual(before);
  });

  it("is refused to a role without need", async () => {
    const finance = userCtx(database.db, "finance");
    await expect(registerWalkIn(finance, { phoneNumber: "0772500005" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("leads of a number", () => {
  it("are found by any spelling, linked or not, but not by the last digits of somebody else's number", async () => {
    await database.sql`insert into leads (source, phone_number, phone_number_normalized) values
      ('import', '1 415 555 2671', null), ('import', '+14155552671', '+14155552671'), ('import', '+442075552671', null)`;
    const { leads } = await listLeads(ctx, { phoneNumber: "(415) 555-2671" });
    expect(leads.map((lead) => lead.phoneNumber).sort()).toEqual(["+14155552671", "1 415 555 2671"]);
  });
});
