import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";

export type BranchChoice = { id: string; code: string; name: string; timeZone: string };

/** The open branches by name: what the day view and the calendars choose from. */
export async function listBranches(ctx: Ctx): Promise<BranchChoice[]> {
  requirePermission(ctx.actor, "appointments.read");
  return prepared<BranchChoice>(
    ctx.db,
    sql`select id, code, name, time_zone "timeZone" from branches where closed_at is null order by name, id`,
  );
}
