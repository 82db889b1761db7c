import { sql } from "drizzle-orm";
import type { z } from "zod";
import { prepared } from "@/db/prepared";
import { command, parseInput } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";
import { conditionsOf, matching } from "./conditions";
import { filterInput } from "./input";
import { wakeDrain } from "./wake";

/** Replayed events come back this many a second, so that what arrives meanwhile waits behind a second's worth of them and not behind all. */
const PER_SECOND = 50;

export type ReplayPreview = {
  count: number;
  bySource: { source: string; count: number }[];
  /** The most frequent reasons, at most five. */
  byError: { error: string | null; count: number }[];
  oldestAt: Date | null;
  newestAt: Date | null;
};

/** What `replayMany` would take up: all failed events that pass the filter, counted to the last one. */
export async function previewReplay(ctx: Ctx, raw: z.input<typeof filterInput> = {}): Promise<ReplayPreview> {
  requirePermission(ctx.actor, "intake.repair");
  const filter = parseInput(filterInput, raw);
  const failed = conditionsOf("failed", filter, await matching(ctx, filter.q));
  const [row] = await prepared<{
    count: number;
    oldest: string | null;
    newest: string | null;
    by_source: ReplayPreview["bySource"];
    by_error: ReplayPreview["byError"];
  }>(
    ctx.db,
    sql`with failed as materialized (select e.source, e.last_error error, e.dead_at from webhook_events e where ${failed})
      select count(*)::int count, min(dead_at) oldest, max(dead_at) newest,
        (select coalesce(jsonb_agg(jsonb_build_object('source', source, 'count', n) order by n desc, source), '[]')
          from (select source, count(*) n from failed group by source) counted) by_source,
        (select coalesce(jsonb_agg(jsonb_build_object('error', error, 'count', n) order by n desc, error), '[]')
          from (select error, count(*) n from failed group by error order by n desc, error limit 5) counted) by_error
      from failed`,
  );
  return {
    count: row?.count ?? 0,
    bySource: row?.by_source ?? [],
    byError: row?.by_error ?? [],
    oldestAt: row?.oldest ? new Date(row.oldest) : null,
    newestAt: row?.newest ? new Date(row.newest) : null,
  };
}

const queueMany = command({
  name: "intake.replay_many",
  permission: "intake.repair",
  input: filterInput,
  run: async (ctx, filter, audit) => {
    const failed = conditionsOf("failed", filter, await matching(ctx, filter.q));
    const [row] = await prepared<{ count: number }>(
      ctx.db,
      // One that somebody else is replaying at this moment is theirs. The oldest delivery goes first, as it did the first time.
      sql`with taken as (select e.id, e.received_at from webhook_events e where ${failed} for update of e skip locked),
          placed as (select id, row_number() over (order by received_at, id) - 1 place from taken),
          queued as (update webhook_events w set dead_at = null, last_error = null, attempts = 0,
              run_at = now() + make_interval(secs => placed.place / ${PER_SECOND}::float8)
            from placed where w.id = placed.id returning w.id)
        select count(*)::int count from queued`,
    );
    const count = row?.count ?? 0;
    const { source, from, to } = filter;
    audit({ subjectKind: "webhook_event", subjectId: null, changes: { count, source, from, to } });
    return { count };
  },
});

/** Has all failed events that pass the filter processed again, in one statement. Returns how many; a second call finds none of them. */
export async function replayMany(ctx: Ctx, raw: z.input<typeof filterInput>): Promise<{ count: number }> {
  const replayed = await queueMany(ctx, raw);
  wakeDrain();
  return replayed;
}
