import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { prepared } from "@/db/prepared";
import type { Channel } from "@/domain/channels/channel";
import { findChannel } from "@/domain/channels/registry";
import { makeCtx } from "@/domain/ctx";
import { AppError } from "@/domain/errors";
import { announce } from "@/domain/live/announce";
import { faultFields, log } from "@/domain/log";
import { ItemFailures } from "./item-failures";
import { backoffSeconds, explainFailure, isPermanent, MOST_ATTEMPTS } from "./rules";

type Waiting = {
  id: string;
  source: string;
  external_id: string;
  body: Buffer;
  received_at: string;
  attempts: number;
};
type Find = (name: string) => Channel | null;

/** A handler that hangs must not hold its lane, nor its row, for ever. */
const LONGEST_STATEMENT = "30s";
const LONGEST_WAIT = "5s";

/**
 * Processes the next event that is due, if any. Its row stays locked until its effects and its end commit together: a crash leaves it
 * waiting, and nobody else takes it meanwhile. The handler runs in a savepoint, so that its failure can be written down.
 * Returns whether there was one.
 */
export async function drainOne(db: Database, find: Find = findChannel): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [event] = await prepared<Waiting>(
      tx,
      sql`select id, source, external_id, body, received_at, attempts from webhook_events
        where processed_at is null and dead_at is null and run_at <= now()
        order by run_at limit 1 for update skip locked`,
    );
    if (!event) return false;
    try {
      await handle(tx, event, find);
      await prepared(
        tx,
        sql`with tried as (${recordAttempt(event, null)})
          update webhook_events set processed_at = now(), attempts = attempts + 1, last_error = null where id = ${event.id}::uuid`,
      );
    } catch (error) {
      await writeFailure(tx, event, error);
    }
    await announce({ db: tx }, { kind: "intake", id: event.id });
    return true;
  });
}

async function handle(tx: Database, event: Waiting, find: Find): Promise<void> {
  const channel = find(event.source);
  if (!channel) throw new AppError("invalid", `No channel is called "${event.source}" in this version.`);
  const handled = await tx.transaction(async (savepoint) => {
    // A lock that somebody holds for seconds would stop a lane: the event steps back and comes again.
    await prepared(
      savepoint,
      sql`select set_config('statement_timeout', ${LONGEST_STATEMENT}, true), set_config('lock_timeout', ${LONGEST_WAIT}, true)`,
    );
    const actor = { kind: "channel", name: channel.name } as const;
    // The event's id is the request's: every log line and audit row of its processing leads back to it.
    const made = makeCtx({ db: savepoint, actor, requestId: event.id });
    const ctx = { ...made, inTransaction: true, eventId: event.id };
    return channel.handle(ctx, {
      rawBody: event.body,
      externalId: event.external_id,
      receivedAt: new Date(event.received_at),
    });
  });
  // Outside the savepoint: what the other items did stays, and only the event's end says that some failed.
  if (handled && handled.failures.length > 0) throw new ItemFailures(handled.failures);
}

async function writeFailure(tx: Database, event: Waiting, error: unknown): Promise<void> {
  const attempts = event.attempts + 1;
  const isDead = isPermanent(error) || attempts >= MOST_ATTEMPTS;
  const words = explainFailure(error, event.id);
  const about = { event_id: event.id, channel: event.source, attempts, is_dead: isDead };
  if (error instanceof AppError) log.warn("event failed", { ...about, code: error.code });
  else if (error instanceof ItemFailures)
    log.warn("event failed in part", { ...about, items: error.failures.length });
  else log.error("event failed", { ...about, ...faultFields(error) });
  await prepared(
    tx,
    sql`with tried as (${recordAttempt(event, words)})
      update webhook_events set attempts = ${attempts}::int, last_error = ${words},
        run_at = now() + make_interval(secs => ${backoffSeconds(attempts, Math.random())}::float8),
        dead_at = case when ${isDead}::boolean then now() end
      where id = ${event.id}::uuid`,
  );
}

/**
 * Writes down one try. It began with the transaction, and ends now; a replay counts on from the tries before it, so that the list of them
 * stays in order. The event's row lock keeps its numbers apart.
 */
const recordAttempt = (event: Waiting, error: string | null) =>
  sql`insert into webhook_event_attempts (event_id, attempt, started_at, finished_at, error)
    select ${event.id}::uuid, greatest(coalesce(max(attempt), 0), ${event.attempts}::int) + 1, now(), clock_timestamp(), ${error}::text
    from webhook_event_attempts where event_id = ${event.id}::uuid`;

/** Processes what is due, one after the other, until nothing is or `limit` is reached. Returns how many. */
export async function drain(db: Database, options: { limit?: number; find?: Find } = {}): Promise<number> {
  let count = 0;
  while (count < (options.limit ?? Number.POSITIVE_INFINITY) && (await drainOne(db, options.find)))
    count += 1;
  return count;
}
