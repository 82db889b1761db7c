import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { announce } from "@/domain/live/announce";

export type MessageThread = {
  channel: "whatsapp";
  /** Our end, such as a WhatsApp phone number id. */
  scope: string;
  /** Their end now: a number's match key and a scoped id, as far as known; at least one. */
  phoneKey: string | null;
  scopedId: string | null;
  /** Their end until a change that the provider announced. */
  formerKeys: string[];
  customerId: string | null;
  /** Somebody who is new has no thread under another name. */
  isNewCustomer: boolean;
  branchId: string | null;
  contactName: string | null;
  contactPhone: string | null;
  /** Null when the number belongs to somebody else. */
  phoneMatchKey: string | null;
  at: Date;
  /** Whether it is the other side who wrote, which opens the window for free replies. */
  opensWindow: boolean;
};

type Found = { id: string; customer_id: string | null; participant_key: string };

/**
 * The thread of one person with one of our numbers, opened by its first message and moved forward by each. A thread of somebody who had the number before
 * is closed and keeps its history. Returns its id.
 */
export async function keepMessageThread(
  ctx: Ctx,
  thread: MessageThread,
): Promise<{ conversationId: string; isNew: boolean }> {
  const current = [thread.phoneKey, thread.scopedId].flatMap((key) => key ?? []);
  const found = await findThreads(ctx, thread, current);
  const { own, over } = sortOut(found, thread);
  if (over.length > 0) await closeThreads(ctx, over);
  const conversation = own
    ? { conversationId: await moveForward(ctx, thread, own, current), isNew: false }
    : await open(ctx, thread, current);
  await announce(ctx, { kind: "conversation", id: conversation.conversationId, branchId: thread.branchId });
  return conversation;
}

async function findThreads(ctx: Ctx, thread: MessageThread, current: string[]): Promise<Found[]> {
  const found = await prepared<Found>(
    ctx.db,
    sql`select id, customer_id, participant_key from conversations
      where channel = ${thread.channel} and channel_scope = ${thread.scope}
        and participant_key = any(${sql.param([...current, ...thread.formerKeys])}::text[])
      order by id for no key update`,
  );
  if (found.length > 0 || !thread.customerId || thread.isNewCustomer) return found;
  if (thread.phoneKey && thread.scopedId) return found;
  // Known by the other of their two names: a number whose thread has the id, or the other way round.
  return prepared<Found>(
    ctx.db,
    sql`select id, customer_id, participant_key from conversations
      where channel = ${thread.channel} and channel_scope = ${thread.scope} and customer_id = ${thread.customerId}::uuid
        and starts_with(participant_key, '+') = ${thread.phoneKey === null}::boolean
      order by last_message_at desc limit 1 for no key update`,
  );
}

/** The thread to go on with, the number's before the id's, and those that are over: a former owner's, and the second of one person. */
function sortOut(found: Found[], thread: MessageThread): { own: Found | null; over: Found[] } {
  const isOurs = (row: Found) =>
    !thread.customerId || !row.customer_id || row.customer_id === thread.customerId;
  const ours = found
    .filter(isOurs)
    .sort(
      (a, b) => Number(b.participant_key === thread.phoneKey) - Number(a.participant_key === thread.phoneKey),
    );
  const [own = null, ...second] = ours;
  return { own, over: [...found.filter((row) => !isOurs(row)), ...second] };
}

async function closeThreads(ctx: Ctx, threads: Found[]): Promise<void> {
  await prepared(
    ctx.db,
    sql`update conversations set participant_key = null, status = 'closed' where id = any(${sql.param(threads.map(({ id }) => id))}::uuid[])`,
  );
}

async function moveForward(ctx: Ctx, thread: MessageThread, own: Found, current: string[]): Promise<string> {
  const at = sql`${thread.at.toISOString()}::timestamptz`;
  const key = thread.formerKeys.includes(own.participant_key)
    ? (current[0] ?? own.participant_key)
    : own.participant_key;
  await prepared(
    ctx.db,
    sql`update conversations set status = 'open', participant_key = ${key}, customer_id = coalesce(customer_id, ${thread.customerId}::uuid),
        branch_id = coalesce(branch_id, ${thread.branchId}::uuid), contact_name = coalesce(${thread.contactName}::text, contact_name),
        contact_phone = coalesce(${thread.contactPhone}::text, contact_phone),
        phone_match_key = coalesce(${thread.phoneMatchKey}::text, phone_match_key), started_at = least(started_at, ${at}),
        last_message_at = greatest(last_message_at, ${at}),
        last_inbound_at = case when ${thread.opensWindow}::boolean then greatest(last_inbound_at, ${at}) else last_inbound_at end
      where id = ${own.id}::uuid`,
  );
  return own.id;
}

async function open(
  ctx: Ctx,
  thread: MessageThread,
  [key = ""]: string[],
): Promise<{ conversationId: string; isNew: boolean }> {
  const at = sql`${thread.at.toISOString()}::timestamptz`;
  const [row] = await prepared<{ id: string; is_new: boolean }>(
    ctx.db,
    // Of two first messages at once the second waits for the first, and then only moves its thread forward.
    sql`insert into conversations (channel, channel_scope, participant_key, customer_id, branch_id, contact_name, contact_phone,
        phone_match_key, started_at, last_message_at, last_inbound_at)
      values (${thread.channel}, ${thread.scope}, ${key}, ${thread.customerId}::uuid, ${thread.branchId}::uuid, ${thread.contactName},
        ${thread.contactPhone}, ${thread.phoneMatchKey}, ${at}, ${at}, case when ${thread.opensWindow}::boolean then ${at} end)
      on conflict (channel, channel_scope, participant_key) where participant_key is not null
      do update set last_message_at = greatest(conversations.last_message_at, excluded.last_message_at),
        last_inbound_at = greatest(conversations.last_inbound_at, excluded.last_inbound_at)
      returning id, xmax = 0 is_new`,
  );
  if (!row) throw new Error("Opening a conversation returned no row");
  return { conversationId: row.id, isNew: row.is_new };
}
