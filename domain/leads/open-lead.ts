import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import type { Source } from "@/domain/customers/resolve";
import { announce } from "@/domain/live/announce";
import { env } from "@/env";
import { enquiryId, findEnquiry } from "./enquiry";

export type NewLead = {
  /** The id under which the number's resolution was explained; the explanation follows the lead that is joined instead. */
  id: string;
  customerId: string;
  source: Source;
  externalId?: string | null;
  phoneNumber: string;
  phoneNumberNormalized: string;
  displayName?: string | null;
  email?: string | null;
  interest?: string | null;
  branchId?: string | null;
  assigneeId?: string | null;
  fields?: Record<string, unknown>;
  /** When the person enquired: now, unless a provider says otherwise. */
  at?: Date;
};

type Opened = { leadId: string; isNewLead: boolean };

/**
 * Opens a lead for a customer, or joins the one that is open: a repeated enquiry of the same customer from the same source within
 * LEAD_DEDUPE_DAYS fills what the open lead lacks and stands in its history. A provider's enquiry that has come in before changes nothing.
 * Must run inside a transaction.
 */
export async function openLead(ctx: Ctx, lead: NewLead): Promise<Opened> {
  await lockEnquiries(ctx, lead);
  const { source, externalId } = lead;
  const kept = externalId ? await findEnquiry(ctx, { source, externalId }) : null;
  if (kept) return { leadId: kept, isNewLead: false };
  const joined = await joinOpenLead(ctx, lead);
  if (joined) return { leadId: joined, isNewLead: false };
  const [opened] = await prepared<{ id: string }>(
    ctx.db,
    sql`insert into leads (id, customer_id, source, external_id, phone_number, phone_number_normalized, display_name, email, interest,
        branch_id, assignee_id, fields, created_at)
      values (${lead.id}::uuid, ${lead.customerId}::uuid, ${lead.source}, ${lead.externalId ?? null}, ${lead.phoneNumber}, ${lead.phoneNumberNormalized},
        ${lead.displayName ?? null}, ${lead.email ?? null}, ${lead.interest ?? null}, ${lead.branchId ?? null}::uuid,
        ${lead.assigneeId ?? null}::uuid, ${JSON.stringify(lead.fields ?? {})}::text::jsonb, least(${enquiredAt(lead)}::timestamptz, now()))
      returning id`,
  );
  if (!opened) throw new Error("Inserting a lead returned no row");
  await announce(ctx, { kind: "lead", id: opened.id, branchId: lead.branchId });
  return { leadId: opened.id, isNewLead: true };
}

const enquiredAt = (lead: Pick<NewLead, "at">): string => (lead.at ?? new Date()).toISOString();

/** Two enquiries at once must not both see "no open lead": the second waits here for the first one's commit. */
export async function lockEnquiries(ctx: Ctx, lead: Pick<NewLead, "source" | "customerId">): Promise<void> {
  await prepared(
    ctx.db,
    sql`select pg_advisory_xact_lock(hashtextextended('lead:' || ${lead.source}::text || ':' || ${lead.customerId}::text, 0))`,
  );
}

/** Adds an enquiry to the customer's open lead. Returns its id, or null when there is none. The enquiries are locked. */
export async function joinOpenLead(ctx: Ctx, lead: NewLead): Promise<string | null> {
  const at = sql`${enquiredAt(lead)}::timestamptz`;
  const window = sql`make_interval(days => ${env().LEAD_DEDUPE_DAYS}::int)`;
  const entryId = lead.externalId ? enquiryId(lead.source, lead.externalId) : randomUUID();
  const [joined] = await prepared<{ id: string; branch_id: string | null }>(
    ctx.db,
    sql`with joined as (
        update leads set interest = coalesce(interest, ${lead.interest ?? null}::text),
          display_name = coalesce(display_name, ${lead.displayName ?? null}::text), email = coalesce(email, ${lead.email ?? null}::text),
          assignee_id = coalesce(assignee_id, ${lead.assigneeId ?? null}::uuid), branch_id = coalesce(branch_id, ${lead.branchId ?? null}::uuid),
          updated_at = now()
        where id = (select id from leads where customer_id = ${lead.customerId}::uuid and source = ${lead.source} and id <> ${lead.id}::uuid
          and status in ('new', 'contacted', 'qualified') and archived_at is null and junk_at is null and not is_test
          and created_at > ${at} - ${window} and created_at < ${at} + ${window} order by created_at desc limit 1)
        returning id, branch_id),
      kept as (
        insert into lead_events (id, lead_id, kind, body) select ${entryId}::uuid, id, 'enquiry', ${lead.interest ?? null}::text from joined
        on conflict (id) do nothing),
      explained as (
        update identity_resolutions r set subject_id = joined.id from joined
        where r.subject_kind = 'lead' and r.subject_id = ${lead.id}::uuid)
      select id, branch_id from joined`,
  );
  if (!joined) return null;
  await announce(ctx, { kind: "lead", id: joined.id, branchId: joined.branch_id });
  return joined.id;
}
