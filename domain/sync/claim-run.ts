import { sql } from "drizzle-orm";
import { z } from "zod";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { AppError } from "@/domain/errors";
import type { Actor } from "@/domain/permissions";
import {
  EVERY_MINUTES,
  GOES_ON,
  GONE_AFTER_SECONDS,
  PROVIDER_NAMES,
  PROVIDERS,
  type SyncProvider,
  windowStart,
} from "./rules";

/**
 * A run that is this process's to do: everything since `from`; nothing after `startedAt` counts as fetched. `reachedAt` is how far the one before
 * it got.
 */
export type ClaimedRun = {
  id: string;
  provider: SyncProvider;
  from: Date;
  startedAt: Date;
  reachedAt: Date | null;
};

type Open = { id: string; is_gone: boolean };
type Newest = { cursor_at: string | null; is_fresh: boolean };

const input = z.object({
  provider: z.enum(PROVIDERS),
  since: z.date().nullable().default(null),
  /** Only when the last one was long enough ago. */
  isScheduled: z.boolean().default(false),
});

/**
 * Takes the provider's one run. Refused with `conflict` while another is at work; one that has fallen silent is closed, and this one goes on
 * from its cursor. A scheduled one answers null when it is not its turn, whoever else had it.
 */
export const claimRun = command({
  name: "sync.start",
  permission: "intake.repair",
  input,
  run: async (ctx, { provider, since, isScheduled }, audit): Promise<ClaimedRun | null> => {
    if (since && since > new Date()) throw new AppError("invalid", "since lies in the future.");
    // Two instances whose turn has come at once: the second waits here, and then sees that it is no longer its turn.
    await prepared(
      ctx.db,
      sql`select pg_advisory_xact_lock(hashtextextended('sync:' || ${provider}::text, 0))`,
    );
    const gone = await closeIfGone(ctx, provider);
    if (gone === "running") {
      if (isScheduled) return null;
      const name = PROVIDER_NAMES[provider];
      throw new AppError("conflict", `A sync with ${name} is already running. Wait until it has ended.`, {
        details: { reason: "already_running" },
      });
    }
    const newest = await readNewest(ctx, provider);
    if (isScheduled && gone === "none" && newest?.is_fresh) return null;
    const cursorAt = newest?.cursor_at ? new Date(newest.cursor_at) : null;
    const from = windowStart({ provider, cursorAt, since, now: new Date() });
    // Reaching further back starts the cursor there: cut off in the middle, the next one goes on from the middle.
    const startAt = cursorAt && from !== since ? cursorAt : from;
    const run = await insertRun(ctx, { provider, startedBy: nameOf(ctx.actor), cursorAt: startAt });
    audit({ subjectKind: "sync_run", subjectId: run.id, changes: { provider, since: from.toISOString() } });
    return { id: run.id, provider, from, startedAt: new Date(run.started_at), reachedAt: cursorAt };
  },
});

async function closeIfGone(ctx: Ctx, provider: SyncProvider): Promise<"none" | "running" | "closed"> {
  const [open] = await prepared<Open>(
    ctx.db,
    sql`select id, heartbeat_at < now() - make_interval(secs => ${GONE_AFTER_SECONDS}::int) is_gone
      from sync_runs where provider = ${provider} and finished_at is null for update`,
  );
  if (!open) return "none";
  if (!open.is_gone) return "running";
  await prepared(
    ctx.db,
    sql`update sync_runs set finished_at = now(), last_error = ${`Cut off in the middle. ${GOES_ON}`} where id = ${open.id}::uuid`,
  );
  return "closed";
}

async function readNewest(ctx: Ctx, provider: SyncProvider): Promise<Newest | undefined> {
  const [newest] = await prepared<Newest>(
    ctx.db,
    sql`select cursor_at, started_at > now() - make_interval(mins => ${EVERY_MINUTES}::int) is_fresh
      from sync_runs where provider = ${provider} order by started_at desc nulls first limit 1`,
  );
  return newest;
}

async function insertRun(
  ctx: Ctx,
  run: { provider: SyncProvider; startedBy: string; cursorAt: Date },
): Promise<{ id: string; started_at: string }> {
  const [made] = await prepared<{ id: string; started_at: string }>(
    ctx.db,
    sql`insert into sync_runs (provider, started_by, started_at, heartbeat_at, cursor_at)
      values (${run.provider}, ${run.startedBy}, clock_timestamp(), clock_timestamp(), ${run.cursorAt.toISOString()}::timestamptz)
      returning id, started_at`,
  );
  if (!made) throw new Error("A sync run was not there after it was inserted");
  return made;
}

const nameOf = (actor: Actor) => `${actor.kind}:${"id" in actor ? actor.id : actor.name}`;
