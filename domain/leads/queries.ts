import { sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import { parseInput } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { type Cursor, decodeCursor, encodeCursor } from "@/domain/cursor";
import { notFound } from "@/domain/errors";
import { requirePermission } from "@/domain/permissions";
import { listLeadsInput } from "./input";
import { leadsByNumber } from "./leads-by-number";
import { LEADS_WALKED, type LeadFilter, leadConditions } from "./list-conditions";
import { type LeadRow, type LeadView, leadColumns, leadJoins, leadView } from "./view";

/** Throws `not_found`. */
export async function getLead(ctx: Ctx, id: string): Promise<LeadView> {
  requirePermission(ctx.actor, "leads.read");
  const [row] = await prepared<LeadRow>(
    ctx.db,
    sql`select ${leadColumns} from leads l ${leadJoins} where l.id = ${id}::uuid`,
  );
  if (!row) throw notFound("This lead");
  return leadView(row);
}

/**
 * Newest first by keyset, all branches; `linked` false is those that belong to no customer, `view` what was put away. A rare kind of lead
 * is looked for among the next LEADS_WALKED only: the page is then shorter than `limit`, and `next` goes on from there. With `phoneNumber`
 * in any spelling it is that number's leads, and no other filter applies. Throws `invalid` by field.
 */
export async function listLeads(
  ctx: Ctx,
  raw: LeadFilter & { phoneNumber?: string; limit?: number; after?: string },
): Promise<{ leads: LeadView[]; next: string | null }> {
  requirePermission(ctx.actor, "leads.read");
  const input = parseInput(listLeadsInput, raw);
  if (input.phoneNumber)
    return { leads: await leadsByNumber(ctx, input.phoneNumber, input.limit), next: null };
  const after = decodeCursor(input.after);
  const rows = await prepared<LeadRow>(
    ctx.db,
    sql`select ${leadColumns} from (
        select * from (${newestLeads(after)} limit ${atMost(LEADS_WALKED)}) l
        where ${await leadConditions(ctx, input)} order by l.created_at desc, l.id desc limit ${atMost(input.limit + 1)}) l ${leadJoins}
      order by l.created_at desc, l.id desc`,
  );
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const next =
    rows.length > input.limit && last ? { at: last.created_at, id: last.id } : await lastWalked(ctx, after);
  return { leads: page.map(leadView), next: next && encodeCursor(next) };
}

const newestLeads = (after: Cursor | null) => sql`select * from leads
  ${after ? sql`where (created_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
  order by created_at desc, id desc`;

/** Where a page that did not fill stopped looking, or null when it had looked at all leads. */
async function lastWalked(ctx: Ctx, after: Cursor | null): Promise<Cursor | null> {
  const [at, beyond] = await prepared<{ created_at: string; id: string }>(
    ctx.db,
    sql`select created_at, id from (${newestLeads(after)}) l offset ${atMost(LEADS_WALKED - 1)} limit 2`,
  );
  return at && beyond ? { at: at.created_at, id: at.id } : null;
}
