import { sql } from "drizzle-orm";
import { z } from "zod";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import { AppError } from "@/domain/errors";
import { announce } from "@/domain/live/announce";
import { IN_HAND_SECONDS } from "./rules";

/**
 * A person decides what nobody could know: that it was sent, or that it is to be sent again, which may reach the customer twice. Refused while the
 * message may still be on its way, and when it is not uncertain (any more).
 */
export const settleByHand = command({
  name: "outbox.settle_by_hand",
  permission: "outbox.settle",
  input: z.object({ outboxId: z.uuid({ error: "expected an id" }), as: z.enum(["sent", "resend"]) }),
  run: async (ctx, { outboxId, as }, audit) => {
    const [settled] = await prepared<{ message_id: string; conversation_id: string }>(
      ctx.db,
      sql`update outbox_messages set uncertain_at = null, last_error = null, run_at = now(),
          sent_at = case when ${as}::text = 'sent' then now() end
        where id = ${outboxId}::uuid and uncertain_at < now() - make_interval(secs => ${IN_HAND_SECONDS}::int)
          and num_nonnulls(sent_at, failed_at, cancelled_at) = 0
        returning message_id, conversation_id`,
    );
    if (!settled)
      throw new AppError("conflict", "This message is not uncertain, or is still on its way.", {
        details: { reason: "not_uncertain" },
      });
    await prepared(
      ctx.db,
      sql`update messages set status_reason = null, status = case when ${as}::text = 'sent' then 'sent' else status end
        where id = ${settled.message_id}::uuid and status = 'queued'`,
    );
    audit({ subjectKind: "outbox_message", subjectId: outboxId, changes: { as } });
    await announce(ctx, { kind: "conversation", id: settled.conversation_id });
  },
});
