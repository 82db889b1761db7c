import { sql } from "drizzle-orm";
import type { z } from "zod";
import { atMost, prepared } from "@/db/prepared";
import { parseInput } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { decodeCursor, encodeCursor } from "@/domain/cursor";
import type { SubjectKind } from "@/domain/event-subjects";
import { may, requirePermission } from "@/domain/permissions";
import { conditionsOf, instantOf, matching, SOURCES } from "./conditions";
import { filterInput, listEventsInput } from "./input";
import { type EventStatus, statusOf } from "./rules";

/** How many of a kind an event made, and how many it only touched. */
export type Effect = { kind: SubjectKind; made: number; touched: number };

export type EventItem = {
  id: string;
  source: string;
  externalId: string;
  status: EventStatus;
  receivedAt: Date;
  /** When it was processed or failed for good. */
  endedAt: Date | null;
  /** When it is tried next; null at an end. */
  nextTryAt: Date | null;
  attempts: number;
  lastError: string | null;
  effects: Effect[];
  /** One of the customers it touched; the name is null when it is not known. */
  customer: { id: string; name: string | null } | null;
};

type Row = {
  id: string;
  source: string;
  external_id: string;
  received_at: string;
  run_at: string;
  attempts: number;
  last_error: string | null;
  processed_at: string | null;
  dead_at: string | null;
  at: string;
  effects: Effect[];
  customer_id: string | null;
  customer_name: string | null;
};

/** Newest first by keyset; failed ones by when they failed. */
export async function listEvents(
  ctx: Ctx,
  raw: z.input<typeof listEventsInput> = {},
): Promise<{ events: EventItem[]; next: string | null }> {
  requirePermission(ctx.actor, "intake.repair");
  const input = parseInput(listEventsInput, raw);
  const after = decodeCursor(input.after);
  const at = instantOf(input.status);
  const rows = await prepared<Row>(
    ctx.db,
    // What an event made is read per row of the page, after the page is cut.
    sql`select e.*, effects.list effects, customer.id customer_id, customer.display_name customer_name
      from (select e.id, e.source, e.external_id, e.received_at, e.run_at, e.attempts, e.last_error, e.processed_at, e.dead_at, ${at} at
        from webhook_events e where ${conditionsOf(input.status, input, await matching(ctx, input.q))}
          ${after ? sql`and (${at}, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
        order by ${at} desc, e.id desc limit ${atMost(input.limit + 1)}) e
      cross join lateral (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'made', made, 'touched', touched)), '[]') list
        from (select subject_kind kind, count(*) filter (where is_created) made, count(*) filter (where not is_created) touched
          from webhook_event_subjects where event_id = e.id group by subject_kind) counted) effects
      left join lateral (select c.id, c.display_name from webhook_event_subjects s join customers c on c.id = s.subject_id
        where s.event_id = e.id and s.subject_kind = 'customer' order by s.subject_id limit 1) customer on true
      order by e.at desc, e.id desc`,
  );
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return { events: page.map(itemOf), next: last ? encodeCursor({ at: last.at, id: last.id }) : null };
}

function itemOf(row: Row): EventItem {
  const processedAt = row.processed_at ? new Date(row.processed_at) : null;
  const deadAt = row.dead_at ? new Date(row.dead_at) : null;
  const endedAt = processedAt ?? deadAt;
  return {
    id: row.id,
    source: row.source,
    externalId: row.external_id,
    status: statusOf({ processedAt, deadAt, lastError: row.last_error }),
    receivedAt: new Date(row.received_at),
    endedAt,
    nextTryAt: endedAt ? null : new Date(row.run_at),
    attempts: row.attempts,
    lastError: row.last_error,
    effects: row.effects,
    customer: row.customer_id ? { id: row.customer_id, name: row.customer_name } : null,
  };
}

/** Counting stops here: more than a thousand is "1,000+" to a person, and counting a year of events would slow the page. */
export const COUNTED_AT_MOST = 1001;

/** How many events of each status pass the filter, at most `COUNTED_AT_MOST` each. */
export async function countEvents(
  ctx: Ctx,
  raw: z.input<typeof filterInput> = {},
): Promise<Record<EventStatus, number>> {
  requirePermission(ctx.actor, "intake.repair");
  const filter = parseInput(filterInput, raw);
  const found = await matching(ctx, filter.q);
  const counted = (status: EventStatus) =>
    sql`(select count(*)::int from (select from webhook_events e where ${conditionsOf(status, filter, found)}
      limit ${atMost(COUNTED_AT_MOST)}) counted)`;
  const [row] = await prepared<Record<EventStatus, number>>(
    ctx.db,
    sql`select ${counted("waiting")} waiting, ${counted("retrying")} retrying, ${counted("processed")} processed,
      ${counted("failed")} failed`,
  );
  return row ?? { waiting: 0, retrying: 0, processed: 0, failed: 0 };
}

/** How many events failed for good and wait for a person, at most `COUNTED_AT_MOST`; 0 for whoever cannot repair them. */
export async function failedCount(ctx: Ctx): Promise<number> {
  if (!may(ctx.actor, "intake.repair")) return 0;
  const [row] = await prepared<{ n: number }>(
    ctx.db,
    sql`select count(*)::int n from (select from webhook_events where dead_at is not null limit ${atMost(COUNTED_AT_MOST)}) failed`,
  );
  return row?.n ?? 0;
}

/** The sources that have sent something, in order of their names. */
export async function listSources(ctx: Ctx): Promise<string[]> {
  requirePermission(ctx.actor, "intake.repair");
  const rows = await prepared<{ source: string }>(ctx.db, SOURCES);
  return rows.map(({ source }) => source);
}
