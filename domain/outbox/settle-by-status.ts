import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";

/** A provider's report that names our own id. */
export type StatusReport = {
  outboxId: string | null;
  status: "sent" | "delivered" | "read" | "failed";
  reason: string | null;
};

/**
 * Settles what was uncertain: a report proves that the provider has it, or refused it. Of a message that is known to be sent, or was given up, it
 * changes nothing; the message itself is moved forward by whoever reads the report. One statement however many there are.
 */
export async function settleByStatus(ctx: Ctx, reports: StatusReport[]): Promise<void> {
  const rows = reports.filter(({ outboxId }) => outboxId !== null);
  if (rows.length === 0) return;
  await prepared(
    ctx.db,
    // A failure and an arrival of one message in one batch: an arrival is the stronger proof.
    sql`with report as (
        select r."outboxId" id, bool_and(r.status = 'failed') is_failed, min(r.reason) reason
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r("outboxId" uuid, status text, reason text)
        group by r."outboxId")
      update outbox_messages o set uncertain_at = null,
        sent_at = case when r.is_failed then null else now() end,
        failed_at = case when r.is_failed then now() end,
        last_error = case when r.is_failed then r.reason end
      from report r
      where o.id = r.id and o.attempts > 0 and num_nonnulls(o.sent_at, o.failed_at, o.cancelled_at) = 0`,
  );
}
