import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { prepared } from "@/db/prepared";
import { isWindowOpen } from "@/domain/conversations/rules";
import { type Ctx, inTransaction, makeCtx } from "@/domain/ctx";
import { endUnsent } from "./record";
import { PAIR_SECONDS, STOPPED, WORDS } from "./rules";

/** A message in hand. `scope` is the phone number id from which it goes. */
export type Claimed = {
  id: string;
  messageId: string;
  conversationId: string;
  branchId: string | null;
  scope: string;
  payload: Record<string, unknown>;
  attempts: number;
};
type Row = Claimed & { lastInboundAt: string | null; hasWithdrawn: boolean };

export const outboxCtx = (db: Database): Ctx => makeCtx({ db, actor: { kind: "system", name: "outbox" } });

/**
 * Takes the next message that is due, from any number of instances. It is marked uncertain before anything is sent: whoever is killed with it in hand
 * leaves it so, and nobody repeats it. A thread's messages go one after the other, six seconds apart; while the channel is stopped, only a probe
 * goes. Consent and window are asked again, since both may have changed meanwhile: "ended" is one that must not go any more.
 */
export function claimNext(
  db: Database,
  input: { now: Date; fullScopes?: string[]; isProbe?: boolean },
): Promise<Claimed | "ended" | "none"> {
  return inTransaction(outboxCtx(db), async (ctx) => {
    const row = await take(ctx, input);
    if (!row) return "none";
    const { lastInboundAt, hasWithdrawn, ...claimed } = row;
    if (hasWithdrawn) {
      await endUnsent(ctx, claimed, { as: "cancelled", reason: WORDS.withdrawn, now: input.now });
      return "ended";
    }
    if (!isWindowOpen(lastInboundAt === null ? null : new Date(lastInboundAt), input.now)) {
      await endUnsent(ctx, claimed, { as: "failed", reason: WORDS.closed, now: input.now });
      return "ended";
    }
    return claimed;
  });
}

async function take(
  ctx: Ctx,
  input: { now: Date; fullScopes?: string[]; isProbe?: boolean },
): Promise<Row | null> {
  const now = sql`${input.now.toISOString()}::timestamptz`;
  // Two days are longer than any window, so that a thread's long history is not walked. With `offset 0` PostgreSQL asks this of each candidate in
  // turn, and stops at the first that may go; else it would join the whole backlog with every message first.
  const rivals = sql`select 1 from messages e join outbox_messages b on b.message_id = e.id
    where e.conversation_id = o.conversation_id and e.sent_at > m.sent_at - interval '2 days' and e.direction = 'out'`;
  const [row] = await prepared<Row>(
    ctx.db,
    sql`with next as (
        select o.id, m.id message_id, c.channel_scope, c.branch_id, c.last_inbound_at,
          exists (select 1 from customers k where k.id in (o.customer_id, c.customer_id) and k.consent_status = 'withdrawn') has_withdrawn
        from outbox_messages o join messages m on m.id = o.message_id join conversations c on c.id = o.conversation_id
        where o.sent_at is null and o.failed_at is null and o.cancelled_at is null and o.uncertain_at is null
          and o.channel = 'whatsapp' and o.run_at <= ${now} and o.held_until <= ${now} and c.channel_scope is not null
          and c.channel_scope <> all(${sql.param(input.fullScopes ?? [])}::text[])
          and (${input.isProbe ?? false}::boolean
            or not exists (select 1 from channel_alerts a where a.channel = 'whatsapp' and a.code = ${STOPPED} and a.resolved_at is null))
          and not exists (${rivals} and (e.sent_at, e.position, e.id) < (m.sent_at, m.position, m.id)
            and b.sent_at is null and b.failed_at is null and b.cancelled_at is null offset 0)
          and not exists (${rivals} and b.sent_at > ${now} - make_interval(secs => ${PAIR_SECONDS}::int) offset 0)
        order by o.run_at limit 1 for update of o skip locked)
      update outbox_messages o set uncertain_at = ${now}, attempts = o.attempts + 1, last_error = null from next
      where o.id = next.id
      returning o.id, o.message_id "messageId", o.conversation_id "conversationId", next.branch_id "branchId", next.channel_scope scope,
        o.payload, o.attempts, next.last_inbound_at "lastInboundAt", next.has_withdrawn "hasWithdrawn"`,
  );
  return row ?? null;
}
