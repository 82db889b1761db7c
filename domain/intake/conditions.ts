import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "@/domain/ctx";
import { phoneContext } from "@/domain/customers/phone-context";
import { spellingsOf } from "@/domain/phone/aliases";
import { readPhone } from "@/domain/phone/read";
import type { EventFilter } from "./input";
import { type EventStatus, isPhoneLike } from "./rules";

const UNFINISHED = "e.processed_at is null and e.dead_at is null";

const BY_STATUS: Record<EventStatus, SQL> = {
  waiting: sql.raw(`${UNFINISHED} and e.last_error is null`),
  retrying: sql.raw(`${UNFINISHED} and e.last_error is not null`),
  processed: sql.raw("e.processed_at is not null"),
  failed: sql.raw("e.dead_at is not null"),
};

/** The instant that a list is ordered and cut by: of failed events it is when they failed, as their index has it. */
export const instantOf = (status: EventStatus | undefined): SQL =>
  sql.raw(status === "failed" ? "e.dead_at" : "e.received_at");

/** What `webhook_events e` must fulfil to be of a status and a filter. `found` comes from `matching`. */
export function conditionsOf(status: EventStatus | undefined, filter: EventFilter, found: SQL | null): SQL {
  const at = instantOf(status);
  return sql`${status ? BY_STATUS[status] : sql`true`}
    ${filter.source ? sql`and e.source = ${filter.source}` : sql``}
    ${filter.from ? sql`and ${at} >= ${filter.from.toISOString()}::timestamptz` : sql``}
    ${filter.to ? sql`and ${at} <= ${filter.to.toISOString()}::timestamptz` : sql``}
    ${found ? sql`and e.id in (${found})` : sql``}`;
}

/** The ids of the events that a search text means, or null without one. Each way in has its index. */
export async function matching(ctx: Ctx, q: string | undefined): Promise<SQL | null> {
  if (!q) return null;
  const ways = [byExternalId(q), byError(q)];
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(q)) ways.push(sql`select ${q}::uuid`);
  const phone = isPhoneLike(q) ? readPhone(q, await phoneContext(ctx)) : null;
  if (phone?.kind === "phone") ways.push(byNumber(phone), byNumberInBody(phone.e164));
  return sql.join(ways, sql` union all `);
}

/** The few sources, each found by one step through the index of external ids, which begins with the source. */
export const SOURCES = sql.raw(`
  with recursive s(source) as (
    (select source from webhook_events order by source limit 1)
    union all
    select (select source from webhook_events where source > s.source order by source limit 1) from s where s.source is not null)
  select source from s where source is not null`);

const byExternalId = (q: string) => sql`
  select w.id from (${SOURCES}) s join webhook_events w on w.source = s.source and w.external_id = ${q}`;

/** Only unfinished and failed events carry an error; success wipes it. */
const byError = (q: string) => sql`
  select id from webhook_events where dead_at is not null and position(lower(${q}::text) in lower(last_error)) > 0
  union all
  select id from webhook_events where processed_at is null and dead_at is null and position(lower(${q}::text) in lower(last_error)) > 0`;

/** Through what the events made or touched: whoever has the number, and calls, threads and leads that nobody owns yet. */
const byNumber = (phone: { matchKey: string; e164: string }) => sql`
  select s.event_id from (
    select 'customer' kind, customer_id id from contact_points
      where kind = 'phone' and scope = '' and match_key = ${phone.matchKey} and valid_to is null
    union all select 'call_session', id from call_sessions where customer_id is null and phone_match_key = ${phone.matchKey}
    union all select 'conversation', id from conversations where customer_id is null and phone_match_key = ${phone.matchKey}
    union all select 'lead', id from leads
      where customer_id is null and phone_number_normalized = any(${sql.param(spellingsOf(phone.e164))}::text[])) subject
  join webhook_event_subjects s on s.subject_kind = subject.kind and s.subject_id = subject.id`;

/** An event that failed made nothing, so it is found by the digits in what was received. Without the country code: it may be left out. */
const DIGITS_COMPARED = 9;
function byNumberInBody(e164: string): SQL {
  const digits = Buffer.from(e164.slice(1).slice(-DIGITS_COMPARED));
  return sql`
  select id from webhook_events where dead_at is not null and position(${digits}::bytea in body) > 0
  union all
  select id from webhook_events where processed_at is null and dead_at is null and position(${digits}::bytea in body) > 0`;
}
