import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { log } from "@/domain/log";
import { spellingsOf } from "@/domain/phone/aliases";

/**
 * Once a number becomes known, what came from it earlier and was linked to nobody links to its owner: calls, their conversations and appointments,
 * and leads with that normal form. One statement; rows that are linked already are not touched.
 */
export async function linkEarlierEvents(
  ctx: Ctx,
  input: { customerId: string; e164: string; matchKey: string; except: string | null },
): Promise<void> {
  const [linked] = await prepared<{ calls: number; conversations: number; leads: number }>(
    ctx.db,
    // A call that another transaction holds at this moment waits for our number and links itself; waiting for it would be a deadlock.
    // The call that is being resolved right now (`except`) gets its own explanation.
    sql`with calls as (
        update call_sessions set customer_id = ${input.customerId}::uuid, unlinked_reason = null, updated_at = now()
        where id in (select id from call_sessions
          where phone_match_key = ${input.matchKey} and customer_id is null and id is distinct from ${input.except}::uuid
          for update skip locked)
        returning id),
      threads as (
        update conversations set customer_id = ${input.customerId}::uuid
        where id in (select id from conversations where phone_match_key = ${input.matchKey} and customer_id is null for update skip locked)
        returning id),
      booked as (
        update appointments set customer_id = ${input.customerId}::uuid, updated_at = now()
        where conversation_id in (select id from threads) and customer_id is null),
      enquiries as (
        update leads set customer_id = ${input.customerId}::uuid, unlinked_reason = null, updated_at = now()
        where phone_number_normalized = any(${sql.param(spellingsOf(input.e164))}::text[]) and customer_id is null returning id),
      reasons as (
        insert into identity_resolutions (subject_kind, subject_id, customer_id, outcome, normal_form, rule)
        select 'call_session', id, ${input.customerId}::uuid, 'late_linked', ${input.e164}, 'number_became_known' from calls
        union all
        select 'lead', id, ${input.customerId}::uuid, 'late_linked', ${input.e164}, 'number_became_known' from enquiries)
      select (select count(*)::int from calls) calls, (select count(*)::int from threads) conversations,
        (select count(*)::int from enquiries) leads`,
  );
  if (linked && linked.calls + linked.conversations + linked.leads > 0) {
    log.info("earlier events linked", { customer_id: input.customerId, ...linked });
  }
}
