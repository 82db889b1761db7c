import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { matchKeyOf } from "@/domain/phone/aliases";
import { readPhone } from "@/domain/phone/read";
import { branchOf, OWN_LINES } from "./branches";
import { seedDemo } from "./demo";

describe("the demo", () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    database = await testDatabase();
    await seedDemo(database.url, { password: "a demo password" });
  });
  afterAll(() => database.close());

  /** The one row of a question whose columns are numbers. */
  const ask = async (question: string) => {
    const [row] = await database.sql.unsafe<Record<string, number>[]>(question);
    return row ?? {};
  };

  it("has 1,200 customers, 9,400 messages, 900 leads, three branches and eleven logins", async () => {
    expect(
      await ask(`select (select count(*)::int from customers) customers, (select count(*)::int from messages) messages,
        (select count(*)::int from leads) leads, (select count(*)::int from branches) branches,
        (select count(*)::int from users) users, (select count(*)::int from webhook_events where dead_at is not null and last_error <> '') dead,
        (select count(*)::int from webhook_events where processed_at is not null) processed,
        (select count(*)::int from webhook_events where processed_at is null and dead_at is null) waiting`),
    ).toEqual({
      customers: 1200,
      messages: 9400,
      leads: 900,
      branches: 3,
      users: 11,
      dead: 6,
      processed: 400,
      waiting: 0,
    });
  });

  it("keeps each call and its conversation on the same customer, and says why where there is none", async () => {
    const wrong = await database.sql`
      select s.id from call_sessions s join conversations v on v.id = s.conversation_id
      where s.customer_id is distinct from v.customer_id or (s.customer_id is null) <> (s.unlinked_reason is not null)
        or s.phone_match_key is distinct from v.phone_match_key`;
    expect(wrong).toHaveLength(0);
    const { unlinked = 0 } = await ask(
      "select count(*)::int unlinked from call_sessions where customer_id is null",
    );
    expect(unlinked).toBeGreaterThan(50);
  });

  it("gives every customer's number an active contact point of theirs, with the key of the line", async () => {
    const stray =
      await database.sql`select c.id from customers c where c.phone_number is not null and not exists (
      select 1 from contact_points p where p.customer_id = c.id and p.value = c.phone_number and p.valid_to is null)`;
    expect(stray).toHaveLength(0);
    const points = await database.sql`select value, match_key from contact_points where kind = 'phone'`;
    expect(points.filter(({ value, match_key }) => matchKeyOf(value) !== match_key)).toEqual([]);
  });

  it("links no event of a number to anybody but its owner at that time", async () => {
    const wrong = await database.sql`
      select v.id from conversations v where v.customer_id is not null and v.phone_match_key is not null and not exists (
        select 1 from contact_points p where p.customer_id = v.customer_id and p.match_key = v.phone_match_key
          and p.valid_from <= v.started_at and (p.valid_to is null or p.valid_to > v.last_message_at))`;
    expect(wrong).toHaveLength(0);
    const forgotten = await database.sql`
      select v.id from conversations v join contact_points p on p.match_key = v.phone_match_key
      where v.customer_id is null and p.valid_to is null and p.shared_at is null`;
    expect(forgotten).toHaveLength(0);
  });

  it("has the family that shares a number, and the number that was handed over", async () => {
    const shared =
      await database.sql`select count(*)::int n from contact_points where shared_at is not null group by match_key`;
    expect(shared.map(({ n }) => n)).toEqual([3]);
    const handed = await database.sql`
      select before.customer_id <> after.customer_id is_other, before.valid_to <= after.valid_from is_later
      from contact_points before join contact_points after using (match_key)
      where before.valid_to is not null and after.valid_to is null`;
    expect(handed.map((row) => ({ ...row }))).toEqual([{ is_other: true, is_later: true }]);
  });

  it("has the people that screens are judged by", async () => {
    expect(
      await ask(`select (select count(*)::int from customers where display_name = 'Grace Nakato') equal,
        (select count(*)::int from customers where char_length(display_name) = 60) longest,
        (select max(n)::int from (select count(*) n from messages group by conversation_id) m) talkative,
        (select count(*)::int from customers c where not exists (select 1 from conversations where customer_id = c.id)
          and not exists (select 1 from leads where customer_id = c.id) and not exists (select 1 from appointments where customer_id = c.id)
          and not exists (select 1 from customer_notes where customer_id = c.id) and c.display_name like 'Okot%') silent,
        (select count(*)::int from customers where phone_number is null) numberless`),
    ).toEqual({ equal: 2, longest: 1, talkative: 640, silent: 1, numberless: 2 });
    const scripts = ["[؀-ۿ]", "[ऀ-ॿ]", "[À-ž]", "^[^ ]+$", "[🌸💪❤]"];
    for (const script of scripts) {
      const found = await database.sql`select 1 from customers where display_name ~ ${script} limit 1`;
      expect(found, script).toHaveLength(1);
    }
  });

  it("values customers as unequally as a business does", async () => {
    const ltv = await ask(`select
      (select round(100.0 * count(*) filter (where ltv_usd = 0) / count(*))::int from customers) zero,
      percentile_cont(0.5) within group (order by ltv_usd) median, percentile_cont(0.9) within group (order by ltv_usd) p90,
      max(ltv_usd)::float largest, count(*) filter (where ltv_usd < 0)::int negative from customers where ltv_usd <> 0`);
    expect(ltv).toMatchObject({ zero: 38, largest: 9800, negative: 1 });
    expect(ltv.median).toBeCloseTo(84, 0);
    expect(ltv.p90 ?? 0).toBeGreaterThan(600);
    expect(ltv.p90 ?? 0).toBeLessThan(640);
  });

  it("calls nobody new who has bought or been treated, and nobody old who has not", async () => {
    expect(
      await database.sql`select id from customers c where is_new_client = (ltv_usd <> 0)
        or (is_new_client and exists (select 1 from appointments a where a.customer_id = c.id and a.status = 'completed'))`,
    ).toHaveLength(0);
  });

  it("gives each customer one Guest trial, ended where a paid plan followed", async () => {
    const wrong = await database.sql`select c.id from customers c
      where (select count(*) from subscriptions s where s.customer_id = c.id and s.plan_code = 'guest') <> 1
        or exists (select 1 from subscriptions g join subscriptions p using (customer_id)
          where customer_id = c.id and g.plan_code = 'guest' and p.plan_code <> 'guest' and (g.status <> 'ended' or g.end_date <> p.start_date))`;
    expect(wrong).toHaveLength(0);
    const { paid = 0 } = await ask(`select count(*)::int paid from subscriptions
      where plan_code <> 'guest' and status in ('active', 'cancel_scheduled') and end_date > now()`);
    expect(paid).toBe(205);
  });

  it("fills today in every branch, and 30 days back and 21 ahead", async () => {
    const today =
      await database.sql`select b.code, count(*)::int n from appointments a join branches b on b.id = a.branch_id
      where (a.starts_at at time zone b.time_zone)::date = (now() at time zone b.time_zone)::date group by b.code`;
    expect(today).toHaveLength(3);
    for (const { code, n } of today) expect(n, code).toBeGreaterThanOrEqual(14);
    expect(
      await ask(`select count(distinct status)::int statuses, count(*) filter (where status = 'booked' and starts_at < now() - interval '2 hours')::int unmarked,
        count(*) filter (where status in ('completed', 'no_show') and starts_at > now())::int early,
        count(*) filter (where created_at > now())::int unborn from appointments`),
    ).toEqual({ statuses: 4, unmarked: 0, early: 0, unborn: 0 });
  });

  it("puts nothing in the future, and nobody's creation after what they did", async () => {
    expect(
      await ask(`select (select count(*)::int from messages where sent_at > now()) messages,
        (select count(*)::int from conversations v join customers c on c.id = v.customer_id
          where v.started_at < c.created_at or v.started_at > v.last_message_at) conversations,
        (select count(*)::int from leads where created_at > now()) leads,
        (select count(*)::int from customers where last_seen_at > now() or last_seen_at < created_at) customers`),
    ).toEqual({ messages: 0, conversations: 0, leads: 0, customers: 0 });
  });

  it("gives every reason for an unlinked lead, and the right one for a shared number", async () => {
    const reasons = await database.sql`select unlinked_reason reason, count(*)::int n from leads
      where unlinked_reason is not null group by 1 order by 1`;
    expect(reasons.map(({ reason }) => reason)).toEqual([
      "empty",
      "letters",
      "own_line",
      "placeholder",
      "several_numbers",
      "shared_number",
      "short_code",
      "toll_free",
      "too_long",
      "too_short",
      "withheld",
    ]);
    expect(reasons.find(({ reason }) => reason === "shared_number")?.n).toBe(6);
  });

  it("has legacy leads whose numbers nobody has read, nearly all of them readable", async () => {
    const legacy =
      await database.sql`select l.phone_number, b.code from leads l join branches b on b.id = l.branch_id
      where l.customer_id is null and l.phone_number_normalized is null and l.unlinked_reason is null`;
    expect(legacy).toHaveLength(60);
    const readable = legacy.filter(({ phone_number, code }) => {
      const reading = readPhone(phone_number, { country: branchOf(code).country, ownLines: OWN_LINES });
      return reading.kind === "phone";
    });
    expect(readable.length).toBeGreaterThanOrEqual(55);
    expect(readable.length).toBeLessThan(60);
  });

  it("tells why each failed send failed", async () => {
    const { failed = 0, silent } =
      await ask(`select count(*)::int failed, count(*) filter (where status_reason is null)::int silent
      from messages where status = 'failed'`);
    expect(failed).toBeGreaterThan(50);
    expect(silent).toBe(0);
  });

  it("is written once: a second run changes nothing", async () => {
    const state = () =>
      ask(`select (select count(*)::int from audit_events) audit, (select count(*)::int from subscriptions) subscriptions,
        (select max(hashtext(c::text)) from customers c) customers, (select count(*)::int from webhook_events) events`);
    const before = await state();
    await seedDemo(database.url, { password: "another password" });
    expect(await state()).toEqual(before);
  });
});
