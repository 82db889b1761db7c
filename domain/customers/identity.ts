import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { RESOLUTION_OUTCOMES } from "@/db/schema/customers";
import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";

/** Why a number or an event is on a customer. Codes, as they were kept; the screen has the words. */
export type Explanation = {
  outcome: (typeof RESOLUTION_OUTCOMES)[number];
  /** As received; null where only its normal form was kept. */
  rawValue: string | null;
  normalForm: string | null;
  rule: string;
  countryAssumed: string | null;
  /** "number" when the writing itself named the country, otherwise whose default it was. */
  countrySource: string | null;
  reason: string | null;
  alternatives: { e164: string; country: string }[];
  at: Date;
};

export type CustomerIdentity = {
  /** By contact point id. */
  contactPoints: Map<string, Explanation>;
  /** By conversation id and by lead id. */
  events: Map<string, Explanation>;
};

type Row = {
  key: string;
  outcome: Explanation["outcome"];
  raw_value: string | null;
  normal_form: string | null;
  rule: string;
  country_assumed: string | null;
  country_source: string | null;
  reason: string | null;
  alternatives: { e164: string; country: string }[];
  created_at: string;
};

const columns = sql.raw(
  "outcome, raw_value, normal_form, rule, country_assumed, country_source, reason, alternatives, created_at",
);

/** How each contact point, and each of the given conversations and leads, came to this customer. What came without an explanation is left out. */
export async function explainIdentity(
  ctx: Ctx,
  input: { customerId: string; conversationIds: string[]; leadIds: string[] },
): Promise<CustomerIdentity> {
  requirePermission(ctx.actor, "customers.read");
  const [points, events] = await Promise.all([
    explainPoints(ctx, input.customerId),
    explainEvents(ctx, input),
  ]);
  return { contactPoints: firstLink(points), events: firstLink(events) };
}

/** Why a lead is on its customer or on nobody, as its number was read last; null for one that came without an explanation. */
export async function explainLead(ctx: Ctx, leadId: string): Promise<Explanation | null> {
  requirePermission(ctx.actor, "customers.read");
  const rows = await explainEvents(ctx, { conversationIds: [], leadIds: [leadId] });
  // A repaired number is explained by its repair.
  const lastRead = rows.findLastIndex((row) => row.raw_value !== null);
  return firstLink(rows.slice(Math.max(lastRead, 0))).get(leadId) ?? null;
}

function explainPoints(ctx: Ctx, customerId: string): Promise<Row[]> {
  // What was resolved to somebody who has been merged into this customer explains this customer's numbers too.
  return prepared<Row>(
    ctx.db,
    sql`with recursive family as (
        select ${customerId}::uuid id
        union select c.id from customers c join family f on c.merged_into_id = f.id)
      select p.id key, r.* from contact_points p cross join lateral (
        select ${columns} from identity_resolutions r
        where r.customer_id in (select id from family) and r.normal_form = p.value order by r.created_at limit 1) r
      where p.customer_id = ${customerId}::uuid`,
  );
}

async function explainEvents(
  ctx: Ctx,
  input: { conversationIds: string[]; leadIds: string[] },
): Promise<Row[]> {
  if (input.conversationIds.length + input.leadIds.length === 0) return [];
  return prepared<Row>(
    ctx.db,
    sql`with subjects as (
        select id key, 'conversation' kind, id from unnest(${sql.param(input.conversationIds)}::uuid[]) id
        union all
        select conversation_id, 'call_session', id from call_sessions
        where conversation_id = any(${sql.param(input.conversationIds)}::uuid[])
        union all
        select id, 'lead', id from unnest(${sql.param(input.leadIds)}::uuid[]) id)
      select s.key, ${columns} from subjects s
      join identity_resolutions r on r.subject_kind = s.kind and r.subject_id = s.id order by r.created_at`,
  );
}

/**
 * Rows oldest first to one explanation a key: the one that linked it. A later link ("its number became known") says nothing about how
 * the number was read, so that part comes from the earlier row.
 */
function firstLink(rows: Row[]): Map<string, Explanation> {
  const explained = new Map<string, Explanation>();
  for (const row of rows) {
    const known = explained.get(row.key);
    if (known && known.outcome !== "unlinked") continue;
    const isRead = row.raw_value !== null || !known;
    explained.set(row.key, {
      outcome: row.outcome,
      rawValue: row.raw_value ?? known?.rawValue ?? null,
      normalForm: row.normal_form ?? known?.normalForm ?? null,
      rule: isRead ? row.rule : known.rule,
      countryAssumed: row.country_assumed ?? known?.countryAssumed ?? null,
      countrySource: row.country_source ?? known?.countrySource ?? null,
      reason: row.reason,
      alternatives: isRead ? row.alternatives : known.alternatives,
      at: new Date(row.created_at),
    });
  }
  return explained;
}
