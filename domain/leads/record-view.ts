import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";

/** Keeps who looked at a lead, at most once in ten minutes each: one statement, as for a customer. */
export async function recordLeadView(ctx: Ctx, leadId: string): Promise<void> {
  const { actor } = ctx;
  requirePermission(actor, "leads.read");
  if (actor.kind !== "user") return;
  await prepared(
    ctx.db,
    sql`insert into audit_events (actor_kind, actor_id, action, subject_kind, subject_id, request_id)
      select 'user', ${actor.id}::text, 'leads.viewed', 'lead', ${leadId}::text, ${ctx.requestId}::text
      where not exists (select 1 from audit_events where subject_kind = 'lead' and subject_id = ${leadId}::text
        and actor_kind = 'user' and actor_id = ${actor.id}::text and action = 'leads.viewed' and at > now() - interval '10 minutes')`,
  );
}
