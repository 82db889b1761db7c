import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { recordAudit } from "@/domain/audit";
import { type Ctx, inTransaction } from "@/domain/ctx";
import { announce } from "@/domain/live/announce";

/** Nothing has been handed to the provider, and nothing is being handed over. */
const waits = sql`sent_at is null and failed_at is null and cancelled_at is null and uncertain_at is null`;

/**
 * Takes back what is still held, as though it had never been said: it leaves the thread, and the audit keeps that it was there. What was
 * already tried, or is beyond its undo window, stays. Returns the outbox ids that were taken back.
 */
export function cancelHeld(
  outer: Ctx,
  input: ({ outboxIds: string[] } | { conversationId: string }) & { now?: Date },
): Promise<string[]> {
  const now = (input.now ?? new Date()).toISOString();
  const which =
    "outboxIds" in input
      ? sql`id = any(${sql.param(input.outboxIds)}::uuid[])`
      : sql`conversation_id = ${input.conversationId}::uuid`;
  return inTransaction(outer, async (ctx) => {
    const gone = await prepared<{ id: string; conversation_id: string; message_id: string }>(
      ctx.db,
      sql`delete from outbox_messages where ${which} and ${waits} and attempts = 0 and held_until > ${now}::timestamptz
        returning id, conversation_id, message_id`,
    );
    if (gone.length === 0) return [];
    await prepared(
      ctx.db,
      sql`delete from messages where id = any(${sql.param(gone.map((row) => row.message_id))}::uuid[])`,
    );
    for (const conversationId of new Set(gone.map((row) => row.conversation_id))) {
      const ids = gone.filter((row) => row.conversation_id === conversationId).map(({ id }) => id);
      await recordAudit(ctx, "outbox.undo", {
        subjectKind: "conversation",
        subjectId: conversationId,
        changes: { outbox: ids },
      });
      await announce(ctx, { kind: "conversation", id: conversationId });
    }
    return gone.map(({ id }) => id);
  });
}

/**
 * Ends everything that waits to be sent to a customer, such as after their STOP. It stays in the thread with the reason, since nobody here chose
 * it. What the provider may have already cannot be called back. Returns how many.
 */
export function cancelForCustomer(
  outer: Ctx,
  customerId: string,
  reason: string,
  now = new Date(),
): Promise<number> {
  return inTransaction(outer, async (ctx) => {
    const cancelled = await prepared<{ id: string; conversation_id: string }>(
      ctx.db,
      sql`with ended as (
          update outbox_messages set cancelled_at = ${now.toISOString()}::timestamptz, last_error = ${reason}
          where customer_id = ${customerId}::uuid and ${waits} returning id, message_id, conversation_id),
        told as (
          update messages m set status = 'failed', status_reason = ${reason} from ended where m.id = ended.message_id and m.status = 'queued')
        select id, conversation_id from ended`,
    );
    if (cancelled.length === 0) return 0;
    await recordAudit(ctx, "outbox.cancel", {
      subjectKind: "customer",
      subjectId: customerId,
      changes: { outbox: cancelled.map(({ id }) => id) },
    });
    for (const id of new Set(cancelled.map((row) => row.conversation_id)))
      await announce(ctx, { kind: "conversation", id });
    return cancelled.length;
  });
}
