import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { prepared } from "@/db/prepared";

export type Counts = { fetched: number; created: number; failed: number };

/** Says that the run is alive and how far it is. False when somebody else has closed it: it is no longer ours. */
export async function saveProgress(
  db: Database,
  run: { id: string; counts: Counts; cursorAt: Date | null },
): Promise<boolean> {
  const kept = await prepared<{ id: string }>(
    db,
    sql`update sync_runs set heartbeat_at = now(), fetched = ${run.counts.fetched}::int, created = ${run.counts.created}::int,
        failed = ${run.counts.failed}::int, cursor_at = greatest(cursor_at, ${run.cursorAt?.toISOString() ?? null}::timestamptz)
      where id = ${run.id}::uuid and finished_at is null returning id`,
  );
  return kept.length > 0;
}

/** Ends the run, with what went wrong in words for a person, unless somebody else has. */
export async function finishRun(
  db: Database,
  run: { id: string; counts: Counts; error: string | null },
): Promise<void> {
  await prepared(
    db,
    sql`update sync_runs set finished_at = now(), heartbeat_at = now(), fetched = ${run.counts.fetched}::int,
        created = ${run.counts.created}::int, failed = ${run.counts.failed}::int, last_error = ${run.error}
      where id = ${run.id}::uuid and finished_at is null`,
  );
}
