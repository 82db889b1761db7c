import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";

/**
 * Takes away a lead that turned out, once it was read, to be one more enquiry of an open lead. Its history, and the deliveries that brought it,
 * lead to the one it joined. The caller holds its row lock.
 */
export async function dropJoinedLead(ctx: Ctx, input: { leadId: string; joinedId: string }): Promise<void> {
  const { leadId, joinedId } = input;
  await prepared(
    ctx.db,
    sql`update lead_events set lead_id = ${joinedId}::uuid where lead_id = ${leadId}::uuid`,
  );
  await prepared(
    ctx.db,
    sql`with moved as (
        delete from webhook_event_subjects where subject_kind = 'lead' and subject_id = ${leadId}::uuid returning event_id)
      insert into webhook_event_subjects (event_id, subject_kind, subject_id, is_created)
      select event_id, 'lead', ${joinedId}::uuid, false from moved on conflict do nothing`,
  );
  await prepared(ctx.db, sql`delete from leads where id = ${leadId}::uuid`);
}
