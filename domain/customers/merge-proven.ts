import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { recordAudit } from "@/domain/audit";
import type { Ctx } from "@/domain/ctx";
import { log } from "@/domain/log";

/** What belongs to a customer and goes with them. What explains an event (identity_resolutions) is never changed; old ids lead to the survivor. */
const BELONGINGS = [
  "conversations",
  "call_sessions",
  "leads",
  "appointments",
  "customer_notes",
  "outbox_messages",
  "users",
] as const;

type Moved = Record<string, string[]>;

/**
 * Brings two records of one person together because a provider has proven that they are one. Everything moves to the one who is kept; the
 * other stays as a row that leads there, and the audit names each row that moved. The caller holds both customers FOR UPDATE, and has
 * seen to it that at most one has a login and at most one a paid plan.
 */
export async function mergeProven(
  ctx: Ctx,
  { keptId, goneId }: { keptId: string; goneId: string },
): Promise<void> {
  const moved: Moved = {};
  for (const table of BELONGINGS) {
    const rows = await prepared<{ id: string }>(
      ctx.db,
      sql`update ${sql.raw(table)} set customer_id = ${keptId}::uuid where customer_id = ${goneId}::uuid returning id`,
    );
    if (rows.length > 0) moved[table] = rows.map(({ id }) => id);
  }
  const points = await moveContactPoints(ctx, { keptId, goneId });
  if (points.length > 0) moved.contact_points = points;
  const plans = await keepOnePlan(ctx, { keptId, goneId });
  if (plans.length > 0) moved.subscriptions = plans;
  await foldFacts(ctx, { keptId, goneId });
  await prepared(
    ctx.db,
    sql`with gone as (update customers set merged_into_id = ${keptId}::uuid, updated_at = now() where id = ${goneId}::uuid)
      insert into identity_resolutions (subject_kind, subject_id, customer_id, outcome, rule)
      values ('customer', ${goneId}::uuid, ${keptId}::uuid, 'matched', 'merged_by_pairing')`,
  );
  await recordAudit(ctx, "customers.merged_by_pairing", {
    subjectKind: "customer",
    subjectId: keptId,
    changes: { merged: goneId, moved },
  });
  log.info("customers merged", { customer_id: keptId, merged_id: goneId, request_id: ctx.requestId });
}

/** All but a shared number that both have: the survivor's own is kept, and the other's ends with its customer. */
async function moveContactPoints(
  ctx: Ctx,
  { keptId, goneId }: { keptId: string; goneId: string },
): Promise<string[]> {
  const rows = await prepared<{ id: string }>(
    ctx.db,
    sql`update contact_points p set customer_id = ${keptId}::uuid where p.customer_id = ${goneId}::uuid and not (
        p.valid_to is null and exists (select 1 from contact_points k where k.customer_id = ${keptId}::uuid and k.kind = p.kind
          and k.scope = p.scope and k.match_key = p.match_key and k.valid_to is null))
      returning p.id`,
  );
  return rows.map(({ id }) => id);
}

/** The paid plan of either goes on; a Guest trial beside it, or a second one, ends and stays as history: nobody gets two. */
async function keepOnePlan(
  ctx: Ctx,
  { keptId, goneId }: { keptId: string; goneId: string },
): Promise<string[]> {
  const [paid] = await prepared<{ id: string }>(
    ctx.db,
    sql`select id from subscriptions
      where customer_id = ${goneId}::uuid and status in ('active', 'cancel_scheduled') and plan_code <> 'guest'`,
  );
  await prepared(
    ctx.db,
    sql`update subscriptions set status = 'ended', end_date = greatest(now(), start_date + interval '1 second')
      where customer_id = ${paid ? keptId : goneId}::uuid and status in ('active', 'cancel_scheduled')`,
  );
  if (!paid) return [];
  await prepared(
    ctx.db,
    sql`update subscriptions set customer_id = ${keptId}::uuid where id = ${paid.id}::uuid`,
  );
  return [paid.id];
}

/** Fills what the survivor lacks. Money and credits add up; the later word on consent holds. */
async function foldFacts(ctx: Ctx, { keptId, goneId }: { keptId: string; goneId: string }): Promise<void> {
  await prepared(
    ctx.db,
    sql`update customers k set phone_number = coalesce(k.phone_number, g.phone_number),
        display_name = coalesce(k.display_name, g.display_name), email = coalesce(k.email, g.email),
        address = coalesce(k.address, g.address), area = coalesce(k.area, g.area), whatsapp_id = coalesce(k.whatsapp_id, g.whatsapp_id),
        branch_id = coalesce(k.branch_id, g.branch_id),
        customer_status = case when k.customer_status = 'PROSPECT' then g.customer_status else k.customer_status end,
        ltv_usd = k.ltv_usd + g.ltv_usd, credits_balance = k.credits_balance + g.credits_balance,
        is_new_client = k.is_new_client and g.is_new_client,
        consent_status = case when g.consent_changed_at > coalesce(k.consent_changed_at, '-infinity') then g.consent_status
          else k.consent_status end,
        consent_changed_at = greatest(k.consent_changed_at, g.consent_changed_at),
        last_seen_at = greatest(k.last_seen_at, g.last_seen_at), updated_at = now()
      from customers g where k.id = ${keptId}::uuid and g.id = ${goneId}::uuid`,
  );
}
