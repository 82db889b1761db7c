import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";

/**
 * Keeps who looked at a customer, at most once in ten minutes each. Not a `command`: a page view must cost one statement and no
 * transaction. Two tabs opened in the same instant may leave two rows, which harms nobody.
 */
export async function recordCustomerView(ctx: Ctx, input: { customerId: string }): Promise<void> {
  const { actor } = ctx;
  requirePermission(actor, "customers.read");
  // A program reading through the API is in the request log; this trail is about people.
  if (actor.kind !== "user") return;
  await prepared(
    ctx.db,
    sql`insert into audit_events (actor_kind, actor_id, action, subject_kind, subject_id, request_id)
      select 'user', ${actor.id}::text, 'customers.viewed', 'customer', ${input.customerId}::text, ${ctx.requestId}::text
      where not exists (select 1 from audit_events where subject_kind = 'customer' and subject_id = ${input.customerId}::text
        and actor_kind = 'user' and actor_id = ${actor.id}::text and action = 'customers.viewed' and at > now() - interval '10 minutes')`,
  );
}
