import type postgres from "postgres";

export type Size = { customers: number; leads: number };

/** The n-th customer's number: 8 digits scrambled one-to-one, so that neighbours in the table are strangers in the index. */
export const numberOf = (n: number): string => `+2567${String((n * 7919) % 100_000_000).padStart(8, "0")}`;
const numberSql = "'+2567' || lpad(((n::bigint * 7919) % 100000000)::text, 8, '0')";

const CHUNK = 100_000;

/**
 * Fills an empty database with customers (one number each), leads (95 % linked, the rest nobody's) and one conversation for every
 * second customer. Set-based; a few minutes for a million customers. Does nothing when the size is there already.
 */
export async function ensureDataset(
  sql: postgres.Sql,
  size: Size,
  say: (line: string) => void,
): Promise<void> {
  const [have] = await sql<{ customers: number; leads: number }[]>`
    select (select count(*)::int from customers) customers, (select count(*)::int from leads) leads`;
  if (have && have.customers >= size.customers && have.leads >= size.leads) return;
  say(
    `Making ${size.customers.toLocaleString("en")} customers and ${size.leads.toLocaleString("en")} leads; this is kept for the next run`,
  );
  await sql`insert into branches (code, name, country, time_zone) values ('bench', 'Bench', 'UG', 'Africa/Kampala') on conflict do nothing`;
  // The Guest trials are written set-based below; a million calls of the trigger would take most of the time.
  await sql`alter table customers disable trigger customers_open_guest_trial`;
  for (let from = (have?.customers ?? 0) + 1; from <= size.customers; from += CHUNK) {
    const to = Math.min(from + CHUNK - 1, size.customers);
    await sql.unsafe(`
      with made as (
        insert into customers (phone_number, display_name, source, customer_status, last_seen_at, created_at)
        select ${numberSql}, initcap(md5((n % 50000)::text)::char(6)) || ' ' || initcap(md5((n % 49999)::text)::char(7)), 'voice',
          (array['PROSPECT','LEAD_QUALIFIED','CUSTOMER','CHURNED'])[1 + n % 4], now() - make_interval(mins => n % 500000), now() - make_interval(mins => n)
        from generate_series(${from}, ${to}) n returning id, phone_number, last_seen_at, created_at),
      points as (
        insert into contact_points (customer_id, kind, value, match_key, country, source, last_seen_at)
        select id, 'phone', phone_number, phone_number, 'UG', 'voice', last_seen_at from made),
      trials as (
        insert into subscriptions (customer_id, plan_code, end_date, currency)
        select id, 'guest', now() + interval '30 days', 'UGX' from made)
      insert into conversations (customer_id, channel, started_at, last_message_at)
      select id, 'voice', last_seen_at, last_seen_at from made where extract(epoch from created_at)::bigint % 2 = 0`);
    say(`customers ${to.toLocaleString("en")}`);
  }
  await sql`alter table customers enable trigger customers_open_guest_trial`;
  for (let from = (have?.leads ?? 0) + 1; from <= size.leads; from += CHUNK) {
    const to = Math.min(from + CHUNK - 1, size.leads);
    await sql.unsafe(`
      insert into leads (customer_id, source, external_id, phone_number, phone_number_normalized, display_name, branch_id, created_at)
      select case when g.n % 20 = 0 then null else p.customer_id end, 'import', 'bench-' || g.n, g.number, g.number, 'Lead ' || (g.n % 90000),
        (select id from branches where code = 'bench'), now() - make_interval(secs => g.n)
      from (select n, case when n % 20 = 0 then '+2568' || lpad(((n::bigint * 7919) % 100000000)::text, 8, '0') else
          '+2567' || lpad((((1 + (n::bigint * 31) % ${size.customers}) * 7919) % 100000000)::text, 8, '0') end number
        from generate_series(${from}, ${to}) n) g
      left join contact_points p on p.kind = 'phone' and p.scope = '' and p.match_key = g.number and p.valid_to is null`);
    say(`leads ${to.toLocaleString("en")}`);
  }
  await sql`vacuum analyze`;
}
