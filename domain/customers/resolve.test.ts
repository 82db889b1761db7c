import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@/db/client";
import { systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { type Ctx, inTransaction } from "@/domain/ctx";
import { readPhone } from "@/domain/phone/read";
import { type Facts, resolveByPhone } from "./resolve";

let ctx: Ctx;
let database: Awaited<ReturnType<typeof testDatabase>>;

beforeAll(async () => {
  database = await testDatabase();
  ctx = systemCtx(database.db);
});
afterAll(() => database.close());

function resolve(
  raw: string,
  extra: { facts?: Facts; seenAt?: Date; ctx?: Ctx; country?: "UG" | "US" | "MX" | "BR" } = {},
) {
  return inTransaction(extra.ctx ?? ctx, (tx) =>
    resolveByPhone(tx, {
      reading: readPhone(raw, { country: extra.country ?? "UG" }),
      source: "voice",
      facts: extra.facts ?? {},
      seenAt: extra.seenAt ?? new Date(),
      subject: { kind: "api", id: null },
    }),
  );
}

async function customer(id: string | null) {
  const [row] = await database.sql`select * from customers where id = ${id}`;
  return row;
}

describe("resolving by phone", () => {
  it("creates the customer of an unknown number, with number, Guest trial and explanation", async () => {
    const made = await resolve("0772 100 001", { facts: { displayName: "Okello James" } });
    expect(made).toMatchObject({ isNewCustomer: true, reason: null });
    expect(await customer(made.customerId)).toMatchObject({
      phone_number: "+256772100001",
      display_name: "Okello James",
    });
    const subscriptions =
      await database.sql`select plan_code from subscriptions where customer_id = ${made.customerId}`;
    expect(subscriptions).toEqual([{ plan_code: "guest" }]);
    const [why] =
      await database.sql`select * from identity_resolutions where customer_id = ${made.customerId}`;
    expect(why).toMatchObject({
      outcome: "created",
      raw_value: "0772 100 001",
      normal_form: "+256772100001",
      country_assumed: "UG",
    });
  });

  it("comes to the same customer for every spelling, and is new only once", async () => {
    const first = await resolve("0772100002");
    for (const spelling of [
      "+256 772 100 002",
      "00256772100002",
      "256772100002",
      "(0772) 100-002",
      "tel:+256772100002",
    ]) {
      expect(await resolve(spelling)).toEqual({
        customerId: first.customerId,
        isNewCustomer: false,
        reason: null,
      });
    }
  });

  it("counts national aliases as one number and keeps the stored spelling", async () => {
    const dialled = await resolve("+52 55 1234 5678", { country: "MX" });
    expect((await resolve("+52 1 55 1234 5678", { country: "MX" })).customerId).toBe(dialled.customerId);
    expect(await customer(dialled.customerId)).toMatchObject({ phone_number: "+525512345678" });
    const withoutNine = await resolve("+55 41 8799-1234", { country: "BR" });
    expect((await resolve("+55 41 98799-1234", { country: "BR" })).customerId).toBe(withoutNine.customerId);
  });

  it("fills what is empty and never overwrites", async () => {
    const { customerId } = await resolve("0772100003", { facts: { displayName: "Amina" } });
    await resolve("0772100003", { facts: { displayName: "Somebody Else", email: "amina@example.org" } });
    expect(await customer(customerId)).toMatchObject({ display_name: "Amina", email: "amina@example.org" });
  });

  it("moves last_seen_at only forward", async () => {
    const newer = new Date("2026-05-02T10:00:00Z");
    const { customerId } = await resolve("0772100004", { seenAt: newer });
    await resolve("0772100004", { seenAt: new Date("2026-05-01T10:00:00Z") });
    expect((await customer(customerId))?.last_seen_at).toEqual(newer);
  });

  it.each(["", "anonymous", "9999999999", "12", "1234567890", "call me"])(
    "links %j to nobody and says why",
    async (raw) => {
      const before = await database.sql`select count(*)::int n from customers`;
      const resolution = await resolve(raw);
      expect(resolution.customerId).toBeNull();
      expect(resolution.reason).toBeTruthy();
      expect(await database.sql`select count(*)::int n from customers`).toEqual(before);
    },
  );

  it("leaves a shared number to staff", async () => {
    const { customerId } = await resolve("0772100005");
    await database.sql`update contact_points set shared_at = now() where customer_id = ${customerId}`;
    expect(await resolve("0772100005")).toEqual({
      customerId: null,
      isNewCustomer: false,
      reason: "shared_number",
    });
  });

  it("gives a freed number to a new customer once its owner is deleted", async () => {
    const { customerId } = await resolve("0772100006");
    await database.sql`update customers set deleted_at = now() where id = ${customerId}`;
    const next = await resolve("0772100006");
    expect(next.isNewCustomer).toBe(true);
    expect(next.customerId).not.toBe(customerId);
  });

  it("links earlier calls, conversations and leads once the number becomes known", async () => {
    await database.sql`insert into leads (source, phone_number, phone_number_normalized) values ('import', '0772100007', '+256772100007')`;
    await database.sql`insert into conversations (channel, phone_match_key, started_at, last_message_at) values ('voice', '+256772100007', now(), now())`;
    await database.sql`insert into call_sessions (provider, external_id, phone_match_key) values ('retell', 'late-1', '+256772100007')`;
    const { customerId } = await resolve("+256772100007");
    const [linked] =
      await database.sql`select (select count(*)::int from leads where customer_id = ${customerId}) leads,
      (select count(*)::int from conversations where customer_id = ${customerId}) conversations,
      (select count(*)::int from call_sessions where customer_id = ${customerId}) calls`;
    expect(linked).toEqual({ leads: 1, conversations: 1, calls: 1 });
  });

  it("leaves no trace when the transaction that resolved rolls back", async () => {
    const lost = inTransaction(ctx, async (tx) => {
      await resolve("0772100008", { ctx: tx });
      throw new Error("the rest of the work failed");
    });
    await expect(lost).rejects.toThrow("the rest of the work failed");
    expect(await database.sql`select 1 from contact_points where value = '+256772100008'`).toEqual([]);
  });
});

describe("64 connections at once", () => {
  it("make one customer per number in twelve spellings, new for exactly one caller", async () => {
    const pool = connect(database.url, { max: 64 });
    const spellings = [
      "0772%",
      "+256772%",
      "00256772%",
      "256772%",
      "+256 772 %",
      "(0772) %",
      "0772-%",
      "+256(0)772%",
      "tel:+256772%",
      "wa.me/256772%",
      "256772%@s.whatsapp.net",
      "000256772%",
    ];
    try {
      await Promise.all(Array.from({ length: 64 }, () => pool.db.execute(sql`select pg_sleep(0.05)`)));
      for (let round = 0; round < 12; round += 1) {
        const tail = String(200_000 + round);
        const racing = Array.from({ length: 64 }, (_, caller) =>
          resolve((spellings[caller % spellings.length] ?? "").replace("%", tail), {
            ctx: systemCtx(pool.db),
          }),
        );
        const answers = await Promise.all(racing);
        expect(new Set(answers.map((answer) => answer.customerId)).size).toBe(1);
        expect(answers.filter((answer) => answer.isNewCustomer)).toHaveLength(1);
        const owners =
          await database.sql`select customer_id from contact_points where value = ${`+256772${tail}`}`;
        expect(owners).toHaveLength(1);
      }
      const ghosts = await database.sql`select id from customers c where phone_number like '+2567722000%'
        and not exists (select 1 from contact_points p where p.customer_id = c.id)`;
      expect(ghosts).toEqual([]);
    } finally {
      await pool.close();
    }
  });

  it("never leave an event on a customer who was merged away meanwhile", async () => {
    const pool = connect(database.url, { max: 32 });
    try {
      const gone = await resolve("0772300001");
      const kept = await resolve("0772300002");
      const merge = database.sql.begin(async (tx) => {
        await tx`select 1 from customers where id in (${gone.customerId}, ${kept.customerId}) order by id for update`;
        await tx`update conversations set customer_id = ${kept.customerId} where customer_id = ${gone.customerId}`;
        await tx`update customers set merged_into_id = ${kept.customerId} where id = ${gone.customerId}`;
        await tx`insert into contact_points (customer_id, kind, value, match_key) values (${kept.customerId}, 'phone', '+256772300001', '+256772300001')`;
      });
      const events = Array.from({ length: 60 }, () =>
        inTransaction(systemCtx(pool.db), async (tx) => {
          const { customerId } = await resolve("0772300001", { ctx: tx });
          await tx.db.execute(sql`insert into conversations (customer_id, channel, started_at, last_message_at)
            values (${customerId}::uuid, 'voice', now(), now())`);
        }),
      );
      await Promise.all([merge, ...events]);
      const stale =
        await database.sql`select count(*)::int n from conversations v join customers c on c.id = v.customer_id where c.merged_into_id is not null`;
      expect(stale).toEqual([{ n: 0 }]);
      expect(
        await database.sql`select count(*)::int n from conversations where customer_id = ${kept.customerId}`,
      ).toEqual([{ n: 60 }]);
    } finally {
      await pool.close();
    }
  });
});
