import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { LEAD_EVENT_KINDS } from "@/db/schema/leads";
import type { Ctx } from "@/domain/ctx";
import { announce } from "@/domain/live/announce";

export type LeadEventKind = (typeof LEAD_EVENT_KINDS)[number];

/** Writes one row of a lead's history, in the transaction that changes the lead. Returns its id; open screens hear of it. */
export async function recordLeadEvent(
  ctx: Ctx,
  event: {
    leadId: string;
    kind: LeadEventKind;
    body?: string | null;
    before?: string | null;
    after?: string | null;
  },
): Promise<string> {
  const { actor } = ctx;
  const actorId = actor.kind === "user" || actor.kind === "apiKey" ? actor.id : null;
  const [row] = await prepared<{ id: string }>(
    ctx.db,
    // Not now(): the steps of one transaction stay in their order.
    sql`insert into lead_events (lead_id, kind, body, before, after, actor_id, created_at)
      values (${event.leadId}::uuid, ${event.kind}, ${event.body ?? null}, ${event.before ?? null}, ${event.after ?? null}, ${actorId}::uuid,
        clock_timestamp())
      returning id`,
  );
  if (!row) throw new Error("Inserting a lead's event returned no row");
  await announce(ctx, { kind: "lead", id: event.leadId });
  return row.id;
}
