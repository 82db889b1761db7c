import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { NOT_READ_YET, NOT_READABLE, READABLE_DAYS } from "./unread";

/** Whoever has taken a lead and was killed holds it this long. */
const LEASE = sql.raw("interval '60 seconds'");
// The digits of a number that is not known are null: with this condition the index of unlinked leads by their last digits finds the unread.
const waits = sql`source = 'meta' and customer_id is null and right(phone_digits, 4) is null and unlinked_reason = ${NOT_READ_YET}`;
const nextAt = sql.raw("(fields->'fetch'->>'next_at')::timestamptz");

export type DueLead = { id: string; externalId: string; tries: number };

/** Takes the next unread lead that is due, for a minute, from any number of instances; null when there is none. */
export async function takeUnreadLead(ctx: Ctx): Promise<DueLead | null> {
  const [lead] = await prepared<DueLead>(
    ctx.db,
    sql`update leads set fields = jsonb_set(jsonb_set(fields, '{fetch,next_at}', to_jsonb(now() + ${LEASE})),
        '{fetch,tries}', to_jsonb(coalesce((fields->'fetch'->>'tries')::int, 0) + 1))
      where id = (select id from leads where ${waits} and ${nextAt} <= now() order by ${nextAt} limit 1 for update skip locked)
      returning id, external_id "externalId", (fields->'fetch'->>'tries')::int tries`,
  );
  return lead ?? null;
}

/** Puts a lead that could not be read aside until `seconds` from now, with the reason; after 90 days the provider has deleted it. */
export async function parkUnreadLead(
  ctx: Ctx,
  input: { id: string; seconds: number; error: string },
): Promise<void> {
  await prepared(
    ctx.db,
    sql`update leads set fields = jsonb_set(jsonb_set(fields, '{fetch,next_at}', to_jsonb(now() + make_interval(secs => ${input.seconds}::float8))),
        '{fetch,error}', to_jsonb(${input.error}::text)),
        unlinked_reason = case when created_at < now() - make_interval(days => ${READABLE_DAYS}::int) then ${NOT_READABLE}::text else unlinked_reason end
      where id = ${input.id}::uuid and ${waits}`,
  );
}

/** What was put aside for one of these reasons is due at once: the reason is gone. */
export async function hurryUnreadLeads(ctx: Ctx, errors: readonly string[]): Promise<void> {
  await prepared(
    ctx.db,
    sql`update leads set fields = jsonb_set(fields, '{fetch,next_at}', to_jsonb(now()))
      where ${waits} and fields->'fetch'->>'error' = any(${sql.param([...errors])}::text[])`,
  );
}
