import { sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";
import { env } from "@/env";
import { findSource } from "./providers";
import { nextRunAt, PROVIDERS, type RunState, type SyncProvider, stateOf } from "./rules";

export type SyncRunView = {
  id: string;
  state: RunState;
  startedAt: Date;
  finishedAt: Date | null;
  cursorAt: Date | null;
  fetched: number;
  created: number;
  failed: number;
  error: string | null;
  isScheduled: boolean;
};
/** `closed`: why this provider cannot be asked here; null when it can. `nextAt`: when its next turn is. */
export type SyncView = {
  provider: SyncProvider;
  closed: string | null;
  runs: SyncRunView[];
  nextAt: Date | null;
};

const RUNS = 5;

type Row = {
  id: string;
  started_by: string;
  started_at: string;
  finished_at: string | null;
  heartbeat_at: string;
  cursor_at: string | null;
  fetched: number;
  created: number;
  failed: number;
  last_error: string | null;
};

/** Each provider with its newest runs, the newest first. */
export async function listSyncs(ctx: Ctx, now: Date): Promise<SyncView[]> {
  requirePermission(ctx.actor, "intake.repair");
  return Promise.all(
    PROVIDERS.map(async (provider) => {
      const rows = await prepared<Row>(
        ctx.db,
        sql`select id, started_by, started_at, finished_at, heartbeat_at, cursor_at, fetched, created, failed, last_error
          from sync_runs where provider = ${provider} order by started_at desc nulls first limit ${atMost(RUNS)}`,
      );
      const runs = rows.map((row) => viewOf(row, now));
      const found = findSource(provider, env());
      const closed = "closed" in found ? found.closed : null;
      return {
        provider,
        closed,
        runs,
        nextAt: closed === null && runs[0] ? nextRunAt(runs[0].startedAt) : null,
      };
    }),
  );
}

const date = (text: string | null) => (text === null ? null : new Date(text));

function viewOf(row: Row, now: Date): SyncRunView {
  const finishedAt = date(row.finished_at);
  return {
    id: row.id,
    state: stateOf({ finishedAt, heartbeatAt: new Date(row.heartbeat_at), lastError: row.last_error, now }),
    startedAt: new Date(row.started_at),
    finishedAt,
    cursorAt: date(row.cursor_at),
    fetched: row.fetched,
    created: row.created,
    failed: row.failed,
    error: row.last_error,
    isScheduled: row.started_by === "system:schedule",
  };
}
