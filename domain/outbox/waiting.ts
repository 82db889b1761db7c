import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { prepared } from "@/db/prepared";
import { announce } from "@/domain/live/announce";
import { log } from "@/domain/log";
import { outboxCtx } from "./claim";
import { IN_HAND_SECONDS, STOPPED, WORDS } from "./rules";

/** Ids begin with their time, so that a look at the last days needs no index of its own. */
const DAYS_BACK_MS = 3 * 24 * 3600 * 1000;
const idAt = (at: Date) =>
  at
    .getTime()
    .toString(16)
    .padStart(12, "0")
    .replace(/^(.{8})(.{4})$/, "$1-$2-7000-8000-000000000000");

type Told = { id: string; conversation_id: string };

/**
 * Says of what is due why it does not leave: for the given reason, or because the channel is stopped. Without a reason and with a running channel
 * nothing is said.
 */
export async function explainWaiting(
  db: Database,
  { now, closed }: { now: Date; closed: string | null },
): Promise<void> {
  const told = await prepared<Told>(
    db,
    sql`update messages m set status_reason = ${closed ?? WORDS.waits}::text from outbox_messages o
      where o.message_id = m.id and o.sent_at is null and o.failed_at is null and o.cancelled_at is null and o.uncertain_at is null
        and o.run_at <= ${now.toISOString()}::timestamptz and m.status = 'queued'
        and m.status_reason is distinct from ${closed ?? WORDS.waits}::text
        and (${closed}::text is not null
          or exists (select 1 from channel_alerts a where a.channel = o.channel and a.code = ${STOPPED} and a.resolved_at is null))
      returning o.id, m.conversation_id`,
  );
  await tellScreens(db, told);
}

/** Says of what somebody left in hand, because they were killed, that it is uncertain. Nothing is sent again. */
export async function explainAbandoned(db: Database, now: Date): Promise<number> {
  const told = await prepared<Told>(
    db,
    sql`with abandoned as (
        update outbox_messages set last_error = 'whoever was sending it stopped in the middle'
        where uncertain_at < ${now.toISOString()}::timestamptz - make_interval(secs => ${IN_HAND_SECONDS}::int) and last_error is null
          and id > ${idAt(new Date(now.getTime() - DAYS_BACK_MS))}::uuid
          and sent_at is null and failed_at is null and cancelled_at is null
        returning id, message_id)
      update messages m set status_reason = ${WORDS.uncertain} from abandoned a where m.id = a.message_id and m.status = 'queued'
      returning a.id, m.conversation_id`,
  );
  for (const { id } of told) log.warn("message uncertain", { outbox_id: id, why: "abandoned" });
  await tellScreens(db, told);
  return told.length;
}

async function tellScreens(db: Database, told: Told[]): Promise<void> {
  const ctx = outboxCtx(db);
  for (const id of new Set(told.map((row) => row.conversation_id)))
    await announce(ctx, { kind: "conversation", id });
}
