import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { parseInput } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { notFound } from "@/domain/errors";
import { requirePermission } from "@/domain/permissions";
import { type BodyView, hideSecretHeaders, readBodyText } from "./body-text";
import { eventIdInput } from "./input";
import { type EventStatus, statusOf } from "./rules";
import { type EventSubjects, subjectsOfEvent } from "./subjects";

export type Attempt = { attempt: number; startedAt: Date; finishedAt: Date; error: string | null };

export type EventDetail = {
  id: string;
  source: string;
  externalId: string;
  status: EventStatus;
  receivedAt: Date;
  endedAt: Date | null;
  nextTryAt: Date | null;
  lastError: string | null;
  /** Since it was received or last replayed. */
  attempts: number;
  /** Every try that was written down, newest first. */
  tries: Attempt[];
  headers: [name: string, value: string][];
  body: BodyView;
  subjects: EventSubjects;
};

type Row = {
  id: string;
  source: string;
  external_id: string;
  headers: Record<string, string>;
  body: Buffer;
  received_at: string;
  run_at: string;
  attempts: number;
  last_error: string | null;
  processed_at: string | null;
  dead_at: string | null;
};

/** One delivery with all that is known of it. Throws `not_found`, also for what is not an id. */
export async function getEvent(ctx: Ctx, rawId: string): Promise<EventDetail> {
  requirePermission(ctx.actor, "intake.repair");
  if (!eventIdInput.safeParse(rawId).success) throw notFound("This event");
  const id = parseInput(eventIdInput, rawId);
  const [row] = await prepared<Row>(
    ctx.db,
    sql`select id, source, external_id, headers, body, received_at, run_at, attempts, last_error, processed_at, dead_at
      from webhook_events where id = ${id}::uuid`,
  );
  if (!row) throw notFound("This event");
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
    lastError: row.last_error,
    attempts: row.attempts,
    tries: await triesOf(ctx, id),
    headers: hideSecretHeaders(row.headers),
    body: readBodyText(row.body),
    subjects: await subjectsOfEvent(ctx, id),
  };
}

async function triesOf(ctx: Ctx, eventId: string): Promise<Attempt[]> {
  const rows = await prepared<{
    attempt: number;
    started_at: string;
    finished_at: string;
    error: string | null;
  }>(
    ctx.db,
    sql`select attempt, started_at, finished_at, error from webhook_event_attempts where event_id = ${eventId}::uuid
      order by attempt desc limit 100`,
  );
  return rows.map(({ attempt, started_at, finished_at, error }) => ({
    attempt,
    startedAt: new Date(started_at),
    finishedAt: new Date(finished_at),
    error,
  }));
}
