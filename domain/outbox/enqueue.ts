import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { recordAudit } from "@/domain/audit";
import { storableValue } from "@/domain/channels/json-body";
import { LONGEST_TEXT, textMessage } from "@/domain/channels/whatsapp-send";
import { isWindowOpen, windowClosesAt } from "@/domain/conversations/rules";
import { type Ctx, inTransaction } from "@/domain/ctx";
import { countryOfScopedId } from "@/domain/customers/identity-keys";
import { AppError, notFound } from "@/domain/errors";
import { announce } from "@/domain/live/announce";
import { env } from "@/env";
import { PAIR_SECONDS } from "./rules";

const MOST_BUBBLES = 20;

type Thread = {
  customerId: string | null;
  branchId: string | null;
  channel: string;
  scope: string | null;
  participantKey: string | null;
  contactPhone: string | null;
  lastInboundAt: string | null;
  hasWithdrawn: boolean;
};

export type Enqueued = { outboxId: string; messageId: string };

/**
 * Puts a reply's bubbles into the thread and the outbox, in order, in the caller's transaction: with its commit they will be sent, and without it
 * they never were. They are held for the undo window. Throws `conflict` with a `reason` when the customer withdrew consent (`consent_withdrawn`), the
 * 24-hour window is closed (`window_closed`), or the thread cannot be written to (`not_writable`); `invalid` for empty or too long bubbles.
 */
export async function enqueueReply(
  outer: Ctx,
  input: {
    conversationId: string;
    bubbles: string[];
    authorUserId: string | null;
    heldSeconds?: number;
    now?: Date;
  },
): Promise<Enqueued[]> {
  const now = input.now ?? new Date();
  const bubbles = readBubbles(input.bubbles);
  return inTransaction(outer, async (ctx) => {
    const thread = await takeThread(ctx, input.conversationId, now);
    const recipient = recipientFor(thread, now);
    const heldUntil = now.getTime() + (input.heldSeconds ?? env().UNDO_SECONDS) * 1000;
    const rows = bubbles.map((body, position) => ({
      position,
      body,
      payload: textMessage({ recipient, body }),
      run_at: new Date(heldUntil + position * PAIR_SECONDS * 1000).toISOString(),
    }));
    const enqueued = await insertRows(ctx, {
      ...input,
      customerId: thread.customerId,
      recipient,
      rows,
      now,
      heldUntil: new Date(heldUntil),
    });
    await recordAudit(ctx, "outbox.enqueue", {
      subjectKind: "conversation",
      subjectId: input.conversationId,
      changes: { outbox: enqueued.map(({ outboxId }) => outboxId) },
    });
    await announce(ctx, { kind: "conversation", id: input.conversationId, branchId: thread.branchId });
    return enqueued;
  });
}

function readBubbles(given: string[]): string[] {
  const refuse = (message: string) =>
    new AppError("invalid", "The reply cannot be sent.", { fields: [{ field: "bubbles", message }] });
  const bubbles = given.map((text) => String(storableValue(text)).trim()).filter((text) => text !== "");
  if (bubbles.length === 0) throw refuse("expected at least one bubble with text");
  if (bubbles.length > MOST_BUBBLES) throw refuse(`expected at most ${MOST_BUBBLES} bubbles`);
  if (bubbles.some((text) => text.length > LONGEST_TEXT))
    throw refuse(`expected at most ${LONGEST_TEXT} characters in a bubble`);
  return bubbles;
}

/** Moves the thread forward, which also lets two replies into one thread only one after the other. */
async function takeThread(ctx: Ctx, id: string, now: Date): Promise<Thread> {
  const [thread] = await prepared<Thread>(
    ctx.db,
    sql`update conversations c set last_message_at = greatest(last_message_at, ${now.toISOString()}::timestamptz)
      where id = ${id}::uuid
      returning customer_id "customerId", branch_id "branchId", channel, channel_scope scope, participant_key "participantKey",
        contact_phone "contactPhone", last_inbound_at "lastInboundAt",
        exists (select 1 from customers k where k.id = c.customer_id and k.consent_status = 'withdrawn') "hasWithdrawn"`,
  );
  if (!thread) throw notFound("This conversation");
  return thread;
}

/** Whom to write to, unless nothing may be written now. */
function recipientFor(thread: Thread, now: Date): string {
  const refuse = (reason: string, message: string, details = {}) =>
    new AppError("conflict", message, { details: { reason, ...details } });
  const recipient = recipientOf(thread);
  if (thread.channel !== "whatsapp" || !thread.scope || !recipient)
    throw refuse("not_writable", "This conversation is over, or its channel takes no messages from us.");
  if (thread.hasWithdrawn)
    throw refuse("consent_withdrawn", "The customer asked us to stop, so nothing may be sent to them.");
  const lastInboundAt = thread.lastInboundAt === null ? null : new Date(thread.lastInboundAt);
  if (!isWindowOpen(lastInboundAt, now)) {
    throw refuse(
      "window_closed",
      "The customer's last WhatsApp message is more than 24 hours old, so WhatsApp only lets us send a template.",
      { closed_at: windowClosesAt(lastInboundAt)?.toISOString() ?? null },
    );
  }
  return recipient;
}

/** The thread's other end: a number as WhatsApp spelt it, without the +; else the business-scoped id. */
function recipientOf(thread: Thread): string | null {
  const key = thread.participantKey;
  if (!key) return null;
  if (countryOfScopedId(key) !== null) return key;
  const digits = (thread.contactPhone ?? key).replace(/\D/g, "");
  return digits === "" ? null : digits;
}

async function insertRows(
  ctx: Ctx,
  reply: {
    conversationId: string;
    customerId: string | null;
    authorUserId: string | null;
    recipient: string;
    rows: { position: number; body: string; payload: Record<string, unknown>; run_at: string }[];
    now: Date;
    heldUntil: Date;
  },
): Promise<Enqueued[]> {
  return prepared<Enqueued>(
    ctx.db,
    // The scope stays empty until WhatsApp gives the message its id: an id is unique within a scope, and there is none yet.
    sql`with bubble as materialized (
        select b.*, uuid_v7() message_id, uuid_v7() outbox_id
        from jsonb_to_recordset(${JSON.stringify(reply.rows)}::text::jsonb) as b(position int, body text, payload jsonb, run_at timestamptz)),
      said as (
        insert into messages (id, conversation_id, direction, author, author_user_id, body, status, position, sent_at)
        select message_id, ${reply.conversationId}::uuid, 'out', 'staff', ${reply.authorUserId}::uuid, body, 'queued', position,
          ${reply.now.toISOString()}::timestamptz from bubble),
      queued as (
        insert into outbox_messages (id, message_id, conversation_id, customer_id, channel, recipient, payload, held_until, run_at)
        select outbox_id, message_id, ${reply.conversationId}::uuid, ${reply.customerId}::uuid, 'whatsapp', ${reply.recipient},
          payload || jsonb_build_object('biz_opaque_callback_data', outbox_id), ${reply.heldUntil.toISOString()}::timestamptz, run_at
        from bubble)
      select outbox_id "outboxId", message_id "messageId" from bubble order by position`,
  );
}
