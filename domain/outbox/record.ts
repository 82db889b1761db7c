import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { raiseAlert, resolveAlerts } from "@/domain/channel-alerts";
import type { SendOutcome } from "@/domain/channels/whatsapp-send";
import type { Ctx } from "@/domain/ctx";
import { announce } from "@/domain/live/announce";
import { log } from "@/domain/log";
import type { Claimed } from "./claim";
import { nextStep, STOPPED, WORDS } from "./rules";

type Refused = Extract<SendOutcome, { kind: "refused" }>;

const instant = (at: Date) => sql`${at.toISOString()}::timestamptz`;
/** A report may have settled it while the answer was on its way. */
const isInHand = sql`uncertain_at is not null and num_nonnulls(sent_at, failed_at, cancelled_at) = 0`;

/** Writes down what became of a message in hand. The caller opens the transaction. */
export async function recordOutcome(
  ctx: Ctx,
  claimed: Claimed,
  outcome: SendOutcome,
  at: { now: Date; random: number },
): Promise<void> {
  if (outcome.kind === "sent") await recordSent(ctx, claimed, outcome.wamid, at.now);
  else if (outcome.kind === "refused") await recordRefused(ctx, claimed, outcome, at);
  else await recordUncertain(ctx, claimed, outcome.why);
  await announce(ctx, { kind: "conversation", id: claimed.conversationId, branchId: claimed.branchId });
}

async function recordSent(ctx: Ctx, claimed: Claimed, wamid: string, now: Date): Promise<void> {
  // The first report often overtakes the answer: what it said already stands. Messages before outbox, in every statement of both.
  await prepared(
    ctx.db,
    sql`update messages set external_scope = ${claimed.scope}, external_id = coalesce(external_id, ${wamid}),
        status = case when status = 'queued' then 'sent' else status end,
        status_reason = case when status = 'queued' then null else status_reason end
      where id = ${claimed.messageId}::uuid`,
  );
  await prepared(
    ctx.db,
    sql`update outbox_messages set sent_at = ${instant(now)}, uncertain_at = null, last_error = null
      where id = ${claimed.id}::uuid and ${isInHand}`,
  );
  log.info("message sent", { outbox_id: claimed.id, attempts: claimed.attempts });
  await resolveAlerts(ctx, { channel: "whatsapp", codes: [STOPPED] });
}

async function recordRefused(
  ctx: Ctx,
  claimed: Claimed,
  outcome: Refused,
  { now, random }: { now: Date; random: number },
): Promise<void> {
  const step = nextStep({ reaction: outcome.reaction, attempts: claimed.attempts, random });
  log.warn("message refused", {
    outbox_id: claimed.id,
    code: outcome.code,
    reaction: outcome.reaction,
    attempts: claimed.attempts,
  });
  if (step.kind === "fail") {
    await endUnsent(ctx, claimed, { as: "failed", reason: outcome.message, now });
    if (outcome.reaction === "unusable") await failRest(ctx, claimed, outcome.message, now);
    return;
  }
  if (step.kind === "stop")
    await raiseAlert(ctx, {
      channel: "whatsapp",
      code: STOPPED,
      message: `Nothing is sent over WhatsApp until this is mended: ${outcome.message}`,
    });
  await waitAgain(ctx, claimed, {
    runAt: new Date(now.getTime() + step.inSeconds * 1000),
    error: outcome.message,
    words: step.kind === "stop" ? WORDS.waits : `Tried, and tried again soon: ${outcome.message}`,
  });
}

async function waitAgain(
  ctx: Ctx,
  claimed: Claimed,
  next: { runAt: Date; error: string; words: string },
): Promise<void> {
  await tell(ctx, claimed, next.words);
  await prepared(
    ctx.db,
    sql`update outbox_messages set uncertain_at = null, run_at = ${instant(next.runAt)}, last_error = ${next.error}
      where id = ${claimed.id}::uuid and ${isInHand}`,
  );
}

async function recordUncertain(ctx: Ctx, claimed: Claimed, why: string): Promise<void> {
  log.warn("message uncertain", { outbox_id: claimed.id, why, attempts: claimed.attempts });
  await tell(ctx, claimed, WORDS.uncertain);
  await prepared(
    ctx.db,
    sql`update outbox_messages set last_error = ${why} where id = ${claimed.id}::uuid and ${isInHand}`,
  );
}

const tell = (ctx: Ctx, claimed: Claimed, words: string) =>
  prepared(
    ctx.db,
    sql`update messages set status_reason = ${words} where id = ${claimed.messageId}::uuid and status = 'queued'`,
  );

/** Ends a message in hand that was certainly not sent. */
export async function endUnsent(
  ctx: Ctx,
  claimed: Claimed,
  end: { as: "failed" | "cancelled"; reason: string; now: Date },
): Promise<void> {
  const column = sql.raw(end.as === "failed" ? "failed_at" : "cancelled_at");
  await prepared(
    ctx.db,
    sql`update messages set status = 'failed', status_reason = ${end.reason}
      where id = ${claimed.messageId}::uuid and status = 'queued'`,
  );
  await prepared(
    ctx.db,
    sql`update outbox_messages set ${column} = ${instant(end.now)}, uncertain_at = null, last_error = ${end.reason}
      where id = ${claimed.id}::uuid and ${isInHand}`,
  );
  await announce(ctx, { kind: "conversation", id: claimed.conversationId, branchId: claimed.branchId });
}

/** Who cannot be reached cannot be reached by the rest of the reply either. */
async function failRest(ctx: Ctx, claimed: Claimed, reason: string, now: Date): Promise<void> {
  await prepared(
    ctx.db,
    sql`with waiting as (
        select o.id, o.message_id from messages m join outbox_messages o on o.message_id = m.id
        where m.conversation_id = ${claimed.conversationId}::uuid and m.sent_at > ${instant(now)} - interval '2 days' and m.direction = 'out'
          and o.uncertain_at is null and num_nonnulls(o.sent_at, o.failed_at, o.cancelled_at) = 0),
      told as (
        update messages m set status = 'failed', status_reason = ${reason} from waiting w where m.id = w.message_id and m.status = 'queued')
      update outbox_messages o set failed_at = ${instant(now)}, last_error = ${reason} from waiting w
      where o.id = w.id and o.uncertain_at is null and num_nonnulls(o.sent_at, o.failed_at, o.cancelled_at) = 0`,
  );
}
