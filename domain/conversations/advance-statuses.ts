import { sql } from "drizzle-orm";
import { z } from "zod";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import { noteSubjects } from "@/domain/event-subjects";
import { announce } from "@/domain/live/announce";
import { log } from "@/domain/log";
import { settleByStatus } from "@/domain/outbox/settle-by-status";
import { beatenBy } from "./rules";

const news = z.object({
  externalId: z.string().min(1),
  status: z.enum(["sent", "delivered", "read", "failed"]),
  reason: z.string().nullable(),
  /** The id of our own that we gave the provider along with the message; it names the message before the provider's id is known. */
  outboxId: z.uuid().nullable(),
});
type News = z.output<typeof news>;

/** What a provider reports about messages of one of our numbers. */
export const statusNews = z.object({ scope: z.string().min(1), news: z.array(news) });

/**
 * Moves outgoing messages forward, in one statement however many there are. In whatever order the news comes the end is the same; news of a message
 * that nobody knows here is no error: another program may send from the same number.
 */
export const advanceStatuses = command({
  name: "conversations.advance_statuses",
  permission: "intake.receive",
  input: statusNews,
  run: async (ctx, { scope, news: given }) => {
    const rows = latest(given).map((row) => ({ ...row, beats: beatenBy(row.status) }));
    if (rows.length === 0) return;
    const known = await prepared<{ id: string; conversation_id: string; moved: boolean }>(
      ctx.db,
      // Locked in one order, so that two batches about the same messages cannot wait for each other.
      sql`with given as (
          select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
            as g("externalId" text, status text, reason text, "outboxId" uuid, beats jsonb)),
        target as (
          select m.id, m.conversation_id, g.* from given g
          join messages m on m.external_scope = ${scope} and m.external_id = g."externalId" and m.direction = 'out'
          union all
          select m.id, m.conversation_id, g.* from given g
          join outbox_messages o on o.id = g."outboxId" join messages m on m.id = o.message_id and m.external_id is null),
        locked as (select m.id from messages m where m.id in (select id from target) order by m.id for no key update),
        moved as (
          update messages m set external_scope = ${scope}, external_id = t."externalId",
            status = case when t.beats ? m.status then t.status else m.status end,
            status_reason = case when t.beats ? m.status then t.reason else m.status_reason end
          from target t
          where m.id = t.id and m.id in (select id from locked) and (t.beats ? m.status or m.external_id is null)
          returning m.id)
      select id, conversation_id, id in (select id from moved) moved from target`,
    );
    if (known.length < rows.length) {
      log.debug("statuses of unknown messages", {
        request_id: ctx.requestId,
        count: rows.length - known.length,
      });
    }
    await settleByStatus(ctx, rows);
    await noteSubjects(
      ctx,
      known.map(({ id }) => ({ kind: "message", id, isCreated: false })),
    );
    const moved = known.filter((row) => row.moved).map((row) => row.conversation_id);
    for (const id of new Set(moved)) await announce(ctx, { kind: "conversation", id });
  },
});

/** One news a message: the one that beats the others. */
function latest(given: News[]): News[] {
  const best = new Map<string, News>();
  for (const item of given) {
    const before = best.get(item.externalId);
    const outboxId = item.outboxId ?? before?.outboxId ?? null;
    const wins = !before || beatenBy(item.status).includes(before.status);
    best.set(item.externalId, { ...(wins ? item : before), outboxId });
  }
  return [...best.values()];
}
