import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { announce } from "@/domain/live/announce";

export type CallThread = {
  /** Null opens it. */
  conversationId: string | null;
  channel: "voice" | "knowlarity";
  customerId: string | null;
  branchId: string | null;
  contactName: string | null;
  contactPhone: string | null;
  phoneMatchKey: string | null;
  summary: string | null;
  startedAt: Date;
  lastMessageAt: Date;
};

/**
 * Opens the conversation of a call, or brings it up to what is now known. One per call: the caller holds the call's row lock.
 * The customer is filled and never changed here; the last message only moves forward. Returns its id.
 */
export async function keepCallThread(ctx: Ctx, thread: CallThread): Promise<string> {
  const startedAt = sql`${thread.startedAt.toISOString()}::timestamptz`;
  const lastAt = sql`${thread.lastMessageAt.toISOString()}::timestamptz`;
  if (thread.conversationId) {
    await prepared(
      ctx.db,
      sql`update conversations set customer_id = coalesce(customer_id, ${thread.customerId}::uuid),
          contact_name = coalesce(${thread.contactName}::text, contact_name),
          contact_phone = coalesce(${thread.contactPhone}::text, contact_phone),
          phone_match_key = coalesce(${thread.phoneMatchKey}::text, phone_match_key),
          summary = coalesce(${thread.summary}::text, summary), started_at = ${startedAt},
          last_message_at = greatest(last_message_at, ${lastAt})
        where id = ${thread.conversationId}::uuid`,
    );
    await announce(ctx, { kind: "conversation", id: thread.conversationId, branchId: thread.branchId });
    return thread.conversationId;
  }
  const [opened] = await prepared<{ id: string }>(
    ctx.db,
    sql`insert into conversations (customer_id, channel, branch_id, status, contact_name, contact_phone, phone_match_key, summary,
        started_at, last_message_at)
      values (${thread.customerId}::uuid, ${thread.channel}, ${thread.branchId}::uuid, 'closed', ${thread.contactName}, ${thread.contactPhone},
        ${thread.phoneMatchKey}, ${thread.summary}, ${startedAt}, ${lastAt})
      returning id`,
  );
  if (!opened) throw new Error("Opening a conversation returned no row");
  await announce(ctx, { kind: "conversation", id: opened.id, branchId: thread.branchId });
  return opened.id;
}
