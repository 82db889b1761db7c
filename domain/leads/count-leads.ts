import { sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import { parseInput } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";
import { type LEAD_STATUSES, listLeadsInput } from "./input";
import { type LeadFilter, leadConditions } from "./list-conditions";

export type LeadCounts = {
  byStatus: Partial<Record<(typeof LEAD_STATUSES)[number], number>>;
  /** Whether there are leads beyond those that were counted. */
  isAtLeast: boolean;
};

/** A count must cost no more than the page it stands on. */
const COUNTED = 10_000;

/** How many of the newest leads are of each status, within the other filters. */
export async function countLeads(ctx: Ctx, filter: Omit<LeadFilter, "status">): Promise<LeadCounts> {
  requirePermission(ctx.actor, "leads.read");
  const input = parseInput(listLeadsInput, filter);
  const [row] = await prepared<{ by_status: LeadCounts["byStatus"] | null; is_at_least: boolean }>(
    ctx.db,
    sql`select
      (select json_object_agg(status, counted) from (
        select l.status, count(*)::int counted
        from (select * from leads order by created_at desc, id desc limit ${atMost(COUNTED)}) l
        where ${await leadConditions(ctx, input)} group by l.status) counts) by_status,
      exists(select 1 from (select 1 from leads order by created_at desc, id desc offset ${atMost(COUNTED)} limit 1) older) is_at_least`,
  );
  return { byStatus: row?.by_status ?? {}, isAtLeast: row?.is_at_least ?? false };
}
