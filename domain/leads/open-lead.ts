import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import type { Source } from "@/domain/customers/resolve";
import { env } from "@/env";

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
};

/**
 * Opens a lead for a customer, or joins the one that is open: a repeated enquiry of the same customer from the same source within
 * LEAD_DEDUPE_DAYS fills what the open lead lacks and is kept among its enquiries. Must run inside a transaction.
 */
export async function openLead(ctx: Ctx, lead: NewLead): Promise<{ leadId: string; isNewLead: boolean }> {
  // Two clicks at once must not both see "no open lead": the second waits for the first one's commit.
  await prepared(
    ctx.db,
    sql`select pg_advisory_xact_lock(hashtextextended('lead:' || ${lead.source}::text || ':' || ${lead.customerId}::text, 0))`,
  );
  const enquiry = JSON.stringify([
    { at: new Date().toISOString(), interest: lead.interest ?? null, external_id: lead.externalId ?? null },
  ]);
  const [joined] = await prepared<{ id: string }>(
    ctx.db,
    sql`update leads set interest = coalesce(interest, ${lead.interest ?? null}::text),
        display_name = coalesce(display_name, ${lead.displayName ?? null}::text), email = coalesce(email, ${lead.email ?? null}::text),
        assignee_id = coalesce(assignee_id, ${lead.assigneeId ?? null}::uuid), branch_id = coalesce(branch_id, ${lead.branchId ?? null}::uuid),
        fields = jsonb_set(fields, '{enquiries}', coalesce(fields->'enquiries', '[]') || ${enquiry}::text::jsonb), updated_at = now()
      where id = (select id from leads where customer_id = ${lead.customerId}::uuid and source = ${lead.source}
        and status in ('new', 'contacted', 'qualified') and archived_at is null and junk_at is null and not is_test
        and created_at > now() - make_interval(days => ${env().LEAD_DEDUPE_DAYS}::int) order by created_at desc limit 1)
      returning id`,
  );
  if (joined) {
    await prepared(
      ctx.db,
      sql`update identity_resolutions set subject_id = ${joined.id}::uuid where subject_kind = 'lead' and subject_id = ${lead.id}::uuid`,
    );
    return { leadId: joined.id, isNewLead: false };
  }
  const [opened] = await prepared<{ id: string }>(
    ctx.db,
    sql`insert into leads (id, customer_id, source, external_id, phone_number, phone_number_normalized, display_name, email, interest,
        branch_id, assignee_id)
      values (${lead.id}::uuid, ${lead.customerId}::uuid, ${lead.source}, ${lead.externalId ?? null}, ${lead.phoneNumber}, ${lead.phoneNumberNormalized},
        ${lead.displayName ?? null}, ${lead.email ?? null}, ${lead.interest ?? null}, ${lead.branchId ?? null}::uuid,
        ${lead.assigneeId ?? null}::uuid)
      returning id`,
  );
  if (!opened) throw new Error("Inserting a lead returned no row");
  return { leadId: opened.id, isNewLead: true };
}
