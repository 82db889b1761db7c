import { sql } from "drizzle-orm";
import { type Database, database } from "@/db/client";
import { prepared } from "@/db/prepared";
import { channelStates } from "@/domain/channels/registry";
import { faultFields, log } from "@/domain/log";
import journal from "@/drizzle/meta/_journal.json";
import { env } from "@/env";

export type Health = {
  status: "ok" | "unavailable";
  database: "ok" | "unavailable";
  migrations: { applied: number; pending: number } | null;
  channels: Record<string, "configured" | "not_configured">;
  intake: { backlog: number; oldest_waiting_seconds: number; dead: number } | null;
};

/** Counting stops here: a backlog of this size is as alarming as any larger one, and counting it all would slow the drain. */
const COUNTED_AT_MOST = 10_000;

/** The state of this instance. Available means: the database answers and has every migration. Holds no secret and no personal data. */
export async function health(db: Database = database()): Promise<Health> {
  const channels = channelStates(env());
  try {
    const migrations = await migrationCounts(db);
    const intake = await intakeCounts(db);
    return {
      status: migrations.pending === 0 ? "ok" : "unavailable",
      database: "ok",
      migrations,
      channels,
      intake,
    };
  } catch (error) {
    log.error("health check failed", faultFields(error));
    return { status: "unavailable", database: "unavailable", migrations: null, channels, intake: null };
  }
}

async function migrationCounts(db: Database): Promise<{ applied: number; pending: number }> {
  const rows = await prepared<{ at: string }>(
    db,
    sql`select created_at::text as at from drizzle.__drizzle_migrations`,
  );
  const present = new Set(rows.map((row) => Number(row.at)));
  const applied = journal.entries.filter((entry) => present.has(entry.when)).length;
  return { applied, pending: journal.entries.length - applied };
}

async function intakeCounts(db: Database): Promise<NonNullable<Health["intake"]>> {
  const [row] = await prepared<{ backlog: number; oldest: number; dead: number }>(
    db,
    sql`with waiting as (select received_at from webhook_events where processed_at is null and dead_at is null
          order by run_at limit ${COUNTED_AT_MOST}::int),
        dead as (select 1 from webhook_events where dead_at is not null limit ${COUNTED_AT_MOST}::int)
      select (select count(*)::int from waiting) backlog, (select count(*)::int from dead) dead,
        coalesce((select extract(epoch from now() - min(received_at))::float8 from waiting), 0) oldest`,
  );
  return {
    backlog: row?.backlog ?? 0,
    oldest_waiting_seconds: Math.max(0, Math.round(row?.oldest ?? 0)),
    dead: row?.dead ?? 0,
  };
}
