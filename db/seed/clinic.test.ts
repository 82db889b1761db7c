import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { verifyPassword } from "@/domain/accounts/password";
import { seedClinic } from "./clinic";

describe("the clinic", () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    database = await testDatabase();
    await seedClinic(database.url, { password: "a demo password" });
  });
  afterAll(() => database.close());

  const count = async (table: string) => {
    const [row] = await database.sql<{ n: number }[]>`select count(*)::int n from ${database.sql(table)}`;
    return row?.n;
  };

  it("has two customers, eighty calls, one branch and nothing else", async () => {
    const tables = ["customers", "contact_points", "conversations", "call_sessions", "branches", "users"];
    const counts = await Promise.all(tables.map(count));
    expect(counts).toEqual([2, 2, 80, 80, 1, 5]);
    expect(await Promise.all(["leads", "appointments", "webhook_events", "own_lines"].map(count))).toEqual([
      0, 0, 0, 0,
    ]);
    const names = await database.sql`select display_name from customers order by display_name`;
    expect(names.map((row) => row.display_name)).toEqual(["Emily Parker", "Jason Rivera"]);
  });

  it("keeps each call and its conversation on the same customer, and only a call without a number on nobody", async () => {
    const wrong = await database.sql`
      select s.id from call_sessions s join conversations v on v.id = s.conversation_id
      where s.customer_id is distinct from v.customer_id or (s.customer_id is null) <> (s.customer_phone is null)
        or (s.customer_id is null) <> (s.unlinked_reason is not null)`;
    expect(wrong).toHaveLength(0);
    const owned =
      await database.sql`select distinct customer_id from conversations where customer_id is not null`;
    expect(owned).toHaveLength(2);
  });

  it("leaves the number of the caller who is missing free, and the last ten minutes empty", async () => {
    const [row] = await database.sql`select
      (select count(*)::int from contact_points where value = '+15551234567' or match_key = '+15551234567') points,
      (select count(*)::int from conversations where contact_phone = '+15551234567' or last_message_at > now() - interval '10 minutes') threads,
      (select count(*)::int from messages where sent_at > now() - interval '10 minutes' or body ~ '\{|Sarah') lines`;
    expect(row).toEqual({ points: 0, threads: 0, lines: 0 });
  });

  it("lets the demo logins in with the given password, the customer's as Emily", async () => {
    const users = await database.sql`select u.email, u.password_hash, c.display_name, b.code
      from users u left join customers c on c.id = u.customer_id left join branches b on b.id = u.branch_id order by email`;
    expect(users.map((user) => [user.email, user.display_name, user.code])).toEqual([
      ["admin@demo.local", null, null],
      ["customer@demo.local", "Emily Parker", null],
      ["delivery@demo.local", null, null],
      ["reception@demo.local", null, "main"],
      ["reviewer@demo.local", null, null],
    ]);
    expect(await verifyPassword("a demo password", users[0]?.password_hash)).toBe(true);
  });

  it("is written once: a second run changes nothing", async () => {
    const state = () => database.sql`select
      (select json_agg(c order by c.id) from customers c)::text customers, (select count(*)::int from messages) messages,
      (select json_agg(u order by u.id) from users u)::text users`;
    const before = await state();
    await seedClinic(database.url, { password: "another password" });
    expect(await state()).toEqual(before);
  });
});
