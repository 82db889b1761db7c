import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";

/** Keeps who read a delivery, which holds what a person said: at most once in ten minutes each. One statement, as for a customer's page. */
export async function recordEventView(ctx: Ctx, input: { eventId: string }): Promise<void> {
  const { actor } = ctx;
  requirePermission(actor, "intake.repair");
  if (actor.kind !== "user") return;
  await prepared(
    ctx.db,
    sql`insert into audit_events (actor_kind, actor_id, action, subject_kind, subject_id, request_id)
      select 'user', ${actor.id}::text, 'intake.viewed', 'webhook_event', ${input.eventId}::text, ${ctx.requestId}::text
      where not exists (select 1 from audit_events where subject_kind = 'webhook_event' and subject_id = ${input.eventId}::text
        and actor_kind = 'user' and actor_id = ${actor.id}::text and action = 'intake.viewed' and at > now() - interval '10 minutes')`,
  );
}
