import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { downFile, journal, migrateUp, migrationState, rollbackLast } from "./migrate";
import { testDatabase } from "./testing/database";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function newCustomer(phone: string): Promise<string> {
  const { sql } = database;
  const [customer] = await sql`insert into customers (phone_number) values (${phone}) returning id`;
  await sql`insert into contact_points (customer_id, kind, value, match_key)
    values (${customer?.id}, 'phone', ${phone}, ${phone})`;
  return customer?.id;
}

describe("what the database keeps by itself", () => {
  it("gives every new customer one running Guest subscription of 30 days", async () => {
    const id = await newCustomer("+12025550101");
    const rows = await database.sql`
      select plan_code, status, amount_paid_per_cycle, end_date - start_date = interval '30 days' as thirty_days
      from subscriptions where customer_id = ${id}`;
    expect(rows).toEqual([
      { plan_code: "guest", status: "active", amount_paid_per_cycle: "0.00", thirty_days: true },
    ]);
  });

  it("gives a customer no second Guest trial, ever", async () => {
    const id = await newCustomer("+12025550102");
    await database.sql`update subscriptions set status = 'ended' where customer_id = ${id}`;
    const again = database.sql`insert into subscriptions (customer_id, plan_code, end_date, currency)
      values (${id}, 'guest', now() + interval '30 days', 'UGX')`;
    await expect(again).rejects.toMatchObject({ constraint_name: "subscriptions_one_guest_trial_key" });
  });

  it.each([
    { gone: "deleted", phone: "+12025550103" },
    { gone: "merged away", phone: "+12025550104" },
  ])("lets a customer who is $gone own no number, and somebody else take it", async ({ gone, phone }) => {
    const { sql } = database;
    const id = await newCustomer(phone);
    const [survivor] = await sql`insert into customers (display_name) values ('Survivor') returning id`;
    if (gone === "deleted") await sql`update customers set deleted_at = now() where id = ${id}`;
    else await sql`update customers set merged_into_id = ${survivor?.id} where id = ${id}`;

    expect(
      await sql`select 1 from contact_points where customer_id = ${id} and valid_to is null`,
    ).toHaveLength(0);
    const late = sql`insert into contact_points (customer_id, kind, value, match_key)
      values (${id}, 'phone', '+12025550105', '+12025550105')`;
    await expect(late).rejects.toMatchObject({ constraint_name: "contact_points_owner_is_live" });
    expect(await newCustomer(phone)).not.toBe(id);
  });

  it("lets one customer own a number, and refuses the second", async () => {
    await newCustomer("+12025550106");
    await expect(newCustomer("+12025550106")).rejects.toMatchObject({
      constraint_name: "contact_points_owner_key",
    });
  });

  it("moves last_seen_at only forward, in whatever order events arrive", async () => {
    const { sql } = database;
    const id = await newCustomer("+12025550107");
    await sql`update customers set last_seen_at = '2026-03-02T00:00:00Z' where id = ${id}`;
    await sql`update customers set last_seen_at = '2026-03-01T00:00:00Z' where id = ${id}`;
    const [row] = await sql`select last_seen_at from customers where id = ${id}`;
    expect(row?.last_seen_at).toEqual(new Date("2026-03-02T00:00:00Z"));
  });

  it("keeps the audit trail append only", async () => {
    const { sql } = database;
    await sql`insert into audit_events (actor_kind, action) values ('system', 'tested')`;
    await expect(sql`update audit_events set action = 'changed'`).rejects.toThrow("append only");
    await expect(sql`delete from audit_events`).rejects.toThrow("append only");
  });
});

describe("migrations", () => {
  it("each have a name that says something and a way down beside them", () => {
    expect(journal().length).toBeGreaterThan(0);
    for (const { tag } of journal()) {
      expect(tag).toMatch(/^\d{4}_[a-z]+(_[a-z0-9]+)+$/);
      expect(existsSync(downFile(tag)), `${tag}.down.sql`).toBe(true);
    }
  });

  it("go all the way down from a database in use and up again, and leave nothing behind", async () => {
    const { sql, url } = database;
    await newCustomer("+12025550108");
    const { applied, pending } = await migrationState(url);
    expect(pending).toEqual([]);
    for (const tag of applied.toReversed()) expect(await rollbackLast(url)).toBe(tag);
    const left = await sql`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i', 'S', 'v')
      union all
      select proname from pg_proc where pronamespace = 'public'::regnamespace and not exists (
        select 1 from pg_depend where objid = pg_proc.oid and deptype = 'e')`;
    expect(left).toEqual([]);
    await expect(rollbackLast(url)).rejects.toThrow("no migration to take back");
    await migrateUp(url);
    await newCustomer("+12025550108");
    expect(await migrationState(url)).toEqual({ applied, pending: [] });
  });

  it("run once when several instances start at the same moment", async () => {
    const { sql, url } = database;
    while ((await migrationState(url)).applied.length > 0) await rollbackLast(url);
    await Promise.all(Array.from({ length: 6 }, () => migrateUp(url)));
    const [row] = await sql`select count(*)::int as rows from drizzle.__drizzle_migrations`;
    expect(row?.rows).toBe(journal().length);
  });
});
