import { type SQL, sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import {
  type CustomerRow,
  type CustomerStatus,
  type CustomerView,
  customerColumns,
  customerView,
  LTV_CURRENCY,
} from "./view";

/** Why a row is in the answer, best first. */
export const MATCHES = [
  "exact",
  "alias",
  "other_country",
  "suffix",
  "contains",
  "name",
  "email",
  "similar",
] as const;
export type Match = (typeof MATCHES)[number];

export type CustomerHit = {
  id: string;
  displayName: string | null;
  /** The number that matched, or the primary one when something else did. */
  phoneNumber: string | null;
  country: string | null;
  match: Match;
  customerStatus: CustomerStatus;
  ltvAmount: string;
  currency: string;
  planName: string | null;
  isNewClient: boolean;
  lastSeenAt: Date | null;
  openLeads: { branch: string | null; count: number }[];
  nextAppointment: { startsAt: Date; service: string; timeZone: string } | null;
  lastConversation: { id: string; channel: string; at: Date } | null;
};

type HitRow = {
  id: string;
  display_name: string | null;
  phone: string | null;
  country: string | null;
  match: Match;
  customer_status: CustomerStatus;
  ltv_usd: string;
  plan_name: string | null;
  is_new_client: boolean;
  last_seen_at: string | null;
  open_leads: { branch: string | null; count: number }[] | null;
  next_appointment: { starts_at: string; service: string; time_zone: string } | null;
  last_conversation: { id: string; channel: string; at: string } | null;
};

/** The best row of each customer among `hits` (customer_id, phone, country, rank, seen), best first: `page`, at most `limit` rows. */
const pageOf = (hits: SQL, limit: number): SQL => sql`with hits as materialized (${hits}),
      best as (select distinct on (customer_id) * from hits order by customer_id, rank, seen desc nulls last),
      page as (select * from best order by rank, seen desc nulls last, customer_id limit ${atMost(limit)})`;

const found = sql.raw(`from page h join customers c on c.id = h.customer_id
      where c.merged_into_id is null and c.deleted_at is null
      order by h.rank, h.seen desc nulls last, h.customer_id`);

/** How a search reads what it found: `hits` selects at most a few dozen rows, the answer is best first. */
export type Reader<T> = (ctx: Ctx, hits: SQL, limit: number) => Promise<T[]>;

/** A search for result rows as one statement: what a row shows is read by index, for the page only. */
export const hitsOf = (hits: SQL, limit: number): SQL => sql`${pageOf(hits, limit)}
      select c.id, c.display_name, coalesce(h.phone, c.phone_number) phone,
        coalesce(h.country, (select country from contact_points p where p.customer_id = c.id and p.value = c.phone_number limit 1)) country,
        (array['exact', 'alias', 'other_country', 'suffix', 'contains', 'name', 'email', 'similar'])[h.rank] match,
        c.customer_status, c.ltv_usd, c.is_new_client, c.last_seen_at,
        (select pl.name from subscriptions s join subscription_plans pl on pl.code = s.plan_code
          where s.customer_id = c.id and s.status in ('active', 'cancel_scheduled')) plan_name,
        (select json_agg(json_build_object('branch', g.name, 'count', g.n)) from (
          select b.name, count(*)::int n from leads l left join branches b on b.id = l.branch_id
          where l.customer_id = c.id and l.archived_at is null and l.junk_at is null and not l.is_test
            and l.status in ('new', 'contacted', 'qualified') group by b.name order by n desc, b.name limit 5) g) open_leads,
        (select json_build_object('starts_at', a.starts_at, 'service', a.service, 'time_zone', b.time_zone)
          from appointments a join branches b on b.id = a.branch_id
          where a.customer_id = c.id and a.status = 'booked' and a.starts_at >= now() order by a.starts_at limit 1) next_appointment,
        (select json_build_object('id', v.id, 'channel', v.channel, 'at', v.last_message_at) from conversations v
          where v.customer_id = c.id order by v.last_message_at desc limit 1) last_conversation
      ${found}`;

/** Reads whole customers instead of result rows. */
export const readViews: Reader<CustomerView> = async (ctx, hits, limit) => {
  const rows = await prepared<CustomerRow>(
    ctx.db,
    sql`${pageOf(hits, limit)} select ${customerColumns} ${found}`,
  );
  return rows.map(customerView);
};

/** Reads result rows. */
export const readHits: Reader<CustomerHit> = async (ctx, hits, limit) => {
  const rows = await prepared<HitRow>(ctx.db, hitsOf(hits, limit));
  return rows.map((row) => ({
    id: row.id,
    displayName: row.display_name,
    phoneNumber: row.phone,
    country: row.country,
    match: row.match,
    customerStatus: row.customer_status,
    ltvAmount: row.ltv_usd,
    currency: LTV_CURRENCY,
    planName: row.plan_name,
    isNewClient: row.is_new_client,
    lastSeenAt: row.last_seen_at ? new Date(row.last_seen_at) : null,
    openLeads: row.open_leads ?? [],
    nextAppointment: row.next_appointment && {
      startsAt: new Date(row.next_appointment.starts_at),
      service: row.next_appointment.service,
      timeZone: row.next_appointment.time_zone,
    },
    lastConversation: row.last_conversation && {
      id: row.last_conversation.id,
      channel: row.last_conversation.channel,
      at: new Date(row.last_conversation.at),
    },
  }));
};
