import { sql } from "drizzle-orm";
import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";
import { type CustomerHit, readHits } from "./search-hits";

/**
 * Whose number this is, in any of its spellings: nobody, one customer, or those who share it, whoever was heard of last first. Only
 * looks: nobody is created, and nothing is marked as seen.
 */
export function ownersOfNumber(ctx: Ctx, matchKey: string, limit: number): Promise<CustomerHit[]> {
  requirePermission(ctx.actor, "customers.read");
  return readHits(
    ctx,
    sql`select p.customer_id, p.value phone, p.country, 1 rank, p.last_seen_at seen from contact_points p
      where p.kind = 'phone' and p.scope = '' and p.match_key = ${matchKey} and p.valid_to is null`,
    limit,
  );
}
