import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "./ctx";

export const SUBJECT_KINDS = [
  "message",
  "call_session",
  "conversation",
  "lead",
  "customer",
  "appointment",
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** A row that an event made (`isCreated`) or only touched. */
export type EventSubject = { kind: SubjectKind; id: string; isCreated: boolean };

/**
 * Keeps what an event made or touched, in the ctx's transaction. Outside an event's processing there is nothing to keep, and this does
 * nothing. The first word stands: a replay finds what the first time made, and that stays "made".
 */
export const noteSubject = (ctx: Ctx, subject: EventSubject): Promise<void> => noteSubjects(ctx, [subject]);

/** Like `noteSubject`, in one statement: a delivery may carry a thousand items. */
export async function noteSubjects(ctx: Ctx, subjects: readonly EventSubject[]): Promise<void> {
  if (!ctx.eventId || subjects.length === 0) return;
  await prepared(
    ctx.db,
    // One delivery may name a customer twice; made goes before touched. As text: the driver writes every boolean of an array as false.
    sql`insert into webhook_event_subjects (event_id, subject_kind, subject_id, is_created)
      select ${ctx.eventId}::uuid, kind, id, bool_or(is_created::boolean)
      from unnest(${sql.param(subjects.map(({ kind }) => kind))}::text[], ${sql.param(subjects.map(({ id }) => id))}::uuid[],
        ${sql.param(subjects.map(({ isCreated }) => String(isCreated)))}::text[]) as noted(kind, id, is_created)
      group by kind, id
      on conflict do nothing`,
  );
}
