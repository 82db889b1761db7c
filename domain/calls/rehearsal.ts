import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";

/** The provider's name in calls that are only tried out. */
export const REHEARSAL = "demo";

export type Rehearsal = {
  /** The organisation's line that rings at the branch. */
  line: string | null;
  /** The number of somebody who is a customer, another one each time. */
  knownNumber: string | null;
  /** The newest tried-out call that nobody has ended. */
  ringing: { callId: string; from: string | null } | null;
};

/** What a call needs to be tried out at a branch (any, when null). */
export async function rehearsal(ctx: Ctx, input: { branchId: string | null }): Promise<Rehearsal> {
  requirePermission(ctx.actor, "calls.answer");
  const [row] = await prepared<{
    line: string | null;
    known: string | null;
    ringing: { callId: string; from: string | null } | null;
  }>(
    ctx.db,
    sql`select
      (select phone_number from own_lines where branch_id is not null
        and (${input.branchId}::uuid is null or branch_id = ${input.branchId}::uuid) order by created_at, match_key limit 1) line,
      (select phone from (select p.value phone from contact_points p join customers c on c.id = p.customer_id
          where p.kind = 'phone' and p.valid_to is null and p.shared_at is null and c.display_name is not null
            and c.customer_status = 'CUSTOMER' and c.merged_into_id is null and c.deleted_at is null
          order by p.last_seen_at desc limit 20) recent order by random() limit 1) known,
      (select json_build_object('callId', external_id, 'from', from_number) from call_sessions
        where provider = ${REHEARSAL} and customer_id is null and status <> 'ended' and started_at > now() - interval '1 hour'
          and (${input.branchId}::uuid is null or branch_id = ${input.branchId}::uuid)
        order by started_at desc limit 1) ringing`,
  );
  return {
    line: row?.line ?? null,
    knownNumber: row?.known ?? null,
    ringing: row?.ringing ?? null,
  };
}
