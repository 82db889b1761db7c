import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { noteSubject } from "@/domain/event-subjects";
import { announce } from "@/domain/live/announce";
import { openLead } from "./open-lead";

const id = z.uuid({ error: "expected an id" });

const callEnquiry = z.object({
  source: z.literal("knowlarity"),
  /** The provider's id of the call. */
  externalId: z.string().min(1).max(300),
  callSessionId: id,
  customerId: id.nullable(),
  /** Why nobody is linked; null when somebody is. */
  unlinkedReason: z.string().nullable(),
  phoneNumber: z.string().min(1),
  phoneNumberNormalized: z.string().nullable(),
  displayName: z.string().nullable(),
  branchId: id.nullable(),
  at: z.date(),
});
type CallEnquiry = z.output<typeof callEnquiry>;

/**
 * An inbound call is an enquiry: it opens a lead of the call's customer, or joins the open one. A call of nobody makes a lead of nobody
 * with the reason, for staff to repair; a later event of the call that names the person links it. The caller holds the call's row lock.
 */
export const recordCallLead = command({
  name: "leads.record_call",
  permission: "intake.receive",
  input: callEnquiry,
  run: async (ctx, call, audit) => {
    const { leadId, isNewLead } = await keepLead(ctx, call);
    await noteSubject(ctx, { kind: "lead", id: leadId, isCreated: isNewLead });
    if (isNewLead)
      audit({ subjectKind: "lead", subjectId: leadId, changes: { customer_id: call.customerId } });
    return { leadId, isNewLead };
  },
});

async function keepLead(ctx: Ctx, call: CallEnquiry): Promise<{ leadId: string; isNewLead: boolean }> {
  const leadId = randomUUID();
  if (!call.customerId || !call.phoneNumberNormalized) return keepUnlinked(ctx, leadId, call);
  const linked = await linkEarlier(ctx, call);
  if (linked) return { leadId: linked, isNewLead: false };
  const opened = await openLead(ctx, {
    ...call,
    id: leadId,
    customerId: call.customerId,
    phoneNumberNormalized: call.phoneNumberNormalized,
    fields: { call_session_id: call.callSessionId },
  });
  if (opened.isNewLead) await explainAsCall(ctx, { leadId: opened.leadId, call });
  return opened;
}

/** The call's own lead, made while nobody was known, becomes the customer's. */
async function linkEarlier(ctx: Ctx, call: CallEnquiry): Promise<string | null> {
  const [lead] = await prepared<{ id: string }>(
    ctx.db,
    sql`update leads set customer_id = ${call.customerId}::uuid, phone_number = ${call.phoneNumber},
        phone_number_normalized = ${call.phoneNumberNormalized}, unlinked_reason = null, updated_at = now()
      where source = ${call.source} and external_id = ${call.externalId} and customer_id is null returning id`,
  );
  if (!lead) return null;
  await explainAsCall(ctx, { leadId: lead.id, call });
  await announce(ctx, { kind: "lead", id: lead.id, branchId: call.branchId });
  return lead.id;
}

async function keepUnlinked(
  ctx: Ctx,
  leadId: string,
  call: CallEnquiry,
): Promise<{ leadId: string; isNewLead: boolean }> {
  const [made] = await prepared<{ id: string }>(
    ctx.db,
    sql`insert into leads (id, source, external_id, phone_number, phone_number_normalized, display_name, branch_id, unlinked_reason,
        fields, created_at)
      values (${leadId}::uuid, ${call.source}, ${call.externalId}, ${call.phoneNumber}, ${call.phoneNumberNormalized}, ${call.displayName},
        ${call.branchId}::uuid, ${call.unlinkedReason}, ${JSON.stringify({ call_session_id: call.callSessionId })}::text::jsonb,
        least(${call.at.toISOString()}::timestamptz, now()))
      on conflict (source, external_id) where external_id is not null do nothing returning id`,
  );
  if (made) {
    await explainAsCall(ctx, { leadId, call });
    await announce(ctx, { kind: "lead", id: leadId, branchId: call.branchId });
    return { leadId, isNewLead: true };
  }
  const [kept] = await prepared<{ id: string }>(
    ctx.db,
    sql`select id from leads where source = ${call.source} and external_id = ${call.externalId}`,
  );
  if (!kept) throw new Error("A call's lead was not there after it was made");
  return { leadId: kept.id, isNewLead: false };
}

/** The lead is on its customer for the reason that the call is. */
async function explainAsCall(ctx: Ctx, input: { leadId: string; call: CallEnquiry }): Promise<void> {
  await prepared(
    ctx.db,
    sql`insert into identity_resolutions (subject_kind, subject_id, customer_id, outcome, is_new_customer, raw_value, normal_form, rule,
        country_assumed, country_source, reason, alternatives)
      select 'lead', ${input.leadId}::uuid, customer_id, case outcome when 'created' then 'matched' else outcome end, false, raw_value,
        normal_form, rule, country_assumed, country_source, reason, alternatives
      from identity_resolutions where subject_kind = 'call_session' and subject_id = ${input.call.callSessionId}::uuid
      order by created_at desc limit 1`,
  );
}
