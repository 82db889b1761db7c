import { sql } from "drizzle-orm";
import { z } from "zod";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { phoneContext } from "@/domain/customers/phone-context";
import { resolveByPhone } from "@/domain/customers/resolve";
import { announce } from "@/domain/live/announce";
import { type PhoneReading, readPhone } from "@/domain/phone/read";
import { dropJoinedLead } from "./drop-joined-lead";
import { findEnquiry } from "./enquiry";
import { keepUnreadLeads } from "./keep-unread-leads";
import { joinOpenLead, lockEnquiries } from "./open-lead";
import { NOT_READ_YET, NOT_READABLE, TEST_LEAD } from "./unread";

const text = z.string().nullable();

/** A lead as Meta tells it. */
const metaLead = z.object({
  externalId: z.string().min(1).max(300),
  at: z.date(),
  isTest: z.boolean(),
  phoneNumber: text,
  /** An answer that names the country, for a number without its code. */
  country: text,
  displayName: text,
  email: text,
  address: text,
  area: text,
  interest: text,
  /** Form, campaign and every answer as given. */
  fields: z.record(z.string(), z.unknown()),
});
export type MetaLead = z.input<typeof metaLead>;
type Read = z.output<typeof metaLead>;
type Recorded = { leadId: string; customerId: string | null; isNewLead: boolean };

/**
 * Fills a lead with what was fetched, finds or creates its customer and links it, in one transaction. A repeated enquiry joins the customer's
 * open lead instead. A lead without a usable number stays unlinked with the reason; a test lead is flagged and never linked. One that has
 * been read before changes nothing; one that no webhook named is kept first.
 */
export const recordMetaLead = command({
  name: "leads.record_meta",
  permission: "intake.receive",
  input: metaLead,
  run: async (ctx, lead, audit): Promise<Recorded> => {
    const id = await findEnquiry(ctx, { source: "meta", externalId: lead.externalId });
    const known = id ? await readLead(ctx, id) : await keepFirst(ctx, lead);
    if (!isUnread(known)) return { leadId: known.id, customerId: known.customer_id, isNewLead: false };
    const recorded = lead.isTest ? await markTest(ctx, known.id, lead) : await link(ctx, known.id, lead);
    audit({
      subjectKind: "lead",
      subjectId: recorded.leadId,
      changes: { customer_id: recorded.customerId, is_new_lead: recorded.isNewLead, is_test: lead.isTest },
    });
    return recorded;
  },
});

type Known = { id: string; customer_id: string | null; unlinked_reason: string | null };

const isUnread = ({ customer_id, unlinked_reason }: Known) =>
  customer_id === null && (unlinked_reason === NOT_READ_YET || unlinked_reason === NOT_READABLE);

async function readLead(ctx: Ctx, id: string, lock?: "lock"): Promise<Known> {
  const [lead] = await prepared<Known>(
    ctx.db,
    sql`select id, customer_id, unlinked_reason from leads where id = ${id}::uuid ${lock ? sql`for update` : sql``}`,
  );
  if (!lead) throw new Error("A lead was gone before it was recorded");
  return lead;
}

async function keepFirst(ctx: Ctx, { externalId, at }: Read): Promise<Known> {
  const { leadIds } = await keepUnreadLeads(ctx, { leads: [{ externalId, at }] });
  const [id] = leadIds;
  if (!id) throw new Error("A lead was not there after it was kept");
  return readLead(ctx, id);
}

async function markTest(ctx: Ctx, id: string, lead: Read): Promise<Recorded> {
  await readLead(ctx, id, "lock");
  await fill(ctx, { id, lead, customerId: null, reading: null, reason: TEST_LEAD });
  return { leadId: id, customerId: null, isNewLead: true };
}

async function link(ctx: Ctx, id: string, lead: Read): Promise<Recorded> {
  const reading = readPhone(lead.phoneNumber, await phoneContext(ctx, { country: lead.country }));
  // The customer is locked before the lead, as everywhere.
  const { customerId, reason } = await resolveByPhone(ctx, {
    reading,
    source: "meta",
    facts: lead,
    seenAt: lead.at,
    subject: { kind: "lead", id },
  });
  if (customerId) await lockEnquiries(ctx, { source: "meta", customerId });
  const now = await readLead(ctx, id, "lock");
  if (!isUnread(now)) return { leadId: id, customerId: now.customer_id, isNewLead: false };
  const joined =
    customerId && reading.kind === "phone"
      ? await joinOpenLead(ctx, {
          ...lead,
          id,
          customerId,
          source: "meta",
          phoneNumber: reading.raw,
          phoneNumberNormalized: reading.e164,
        })
      : null;
  if (joined) {
    await dropJoinedLead(ctx, { leadId: id, joinedId: joined });
    return { leadId: joined, customerId, isNewLead: false };
  }
  await fill(ctx, { id, lead, customerId, reading, reason });
  return { leadId: id, customerId, isNewLead: true };
}

/** What staff have entered meanwhile stays. */
async function fill(
  ctx: Ctx,
  input: {
    id: string;
    lead: Read;
    customerId: string | null;
    reading: PhoneReading | null;
    reason: string | null;
  },
): Promise<void> {
  const { id, lead, customerId, reading, reason } = input;
  await prepared(
    ctx.db,
    sql`update leads set customer_id = ${customerId}::uuid, unlinked_reason = ${reason}, is_test = ${lead.isTest}::boolean,
        phone_number = ${lead.phoneNumber}, phone_number_normalized = ${reading?.kind === "phone" ? reading.e164 : null},
        display_name = coalesce(display_name, ${lead.displayName}::text), email = coalesce(email, ${lead.email}::text),
        interest = coalesce(interest, ${lead.interest}::text),
        fields = (fields - 'fetch') || ${JSON.stringify(lead.fields)}::text::jsonb,
        created_at = least(${lead.at.toISOString()}::timestamptz, created_at), updated_at = now()
      where id = ${id}::uuid`,
  );
  await announce(ctx, { kind: "lead", id });
}
