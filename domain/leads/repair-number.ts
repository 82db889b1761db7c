import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { numberRefused } from "@/domain/customers/find-or-create";
import { phoneContext } from "@/domain/customers/phone-context";
import { resolveByPhone, type Source } from "@/domain/customers/resolve";
import { notFound } from "@/domain/errors";
import { matchKeyOf } from "@/domain/phone/aliases";
import { readPhone } from "@/domain/phone/read";
import { repairNumberInput } from "./input";
import { recordLeadEvent } from "./lead-events";

type Stored = {
  customer_id: string | null;
  phone_number: string | null;
  phone_number_normalized: string | null;
  display_name: string | null;
  email: string | null;
  source: Source;
  branch_id: string | null;
  unlinked_reason: string | null;
  created_at: string;
};

/**
 * Puts a readable number in the place of what a lead came with, and links the lead to the number's customer, who is created if need be: at
 * once, in this transaction. What stood there before stays in the history. A shared number is kept, and links to nobody, with the reason.
 * The number that the lead is linked by already, in whatever spelling, changes nothing. Throws `not_found`, and `invalid` on `phone_number`.
 */
export const repairNumber = command({
  name: "leads.repair_number",
  permission: "leads.write",
  input: repairNumberInput,
  run: async (ctx, input, audit) => {
    // Two repairs that swap numbers would late-link, and so lock, each other's lead: one repair at a time.
    await prepared(ctx.db, sql`select pg_advisory_xact_lock(hashtextextended('leads.repair_number', 0))`);
    const seen = await readLead(ctx, input.id);
    const usual = await phoneContext(ctx, { country: input.country, branchId: seen.branch_id });
    const reading = readPhone(input.phoneNumber, input.country ? { ...usual, countrySource: "user" } : usual);
    if (reading.kind === "none") throw numberRefused(reading.explanation);
    const isSame =
      seen.phone_number_normalized !== null && matchKeyOf(seen.phone_number_normalized) === reading.matchKey;
    if (isSame && seen.customer_id)
      return { customerId: seen.customer_id, isNewCustomer: false, eventId: null };

    // Before the lead is locked: creating a customer links, and so locks, their earlier leads, and whoever created this number's customer at
    // this moment must not wait for our lead while we wait for them.
    const resolution = await resolveByPhone(ctx, {
      reading,
      source: seen.source,
      branchId: seen.branch_id,
      facts: { displayName: seen.display_name, email: seen.email },
      seenAt: new Date(seen.created_at),
      subject: { kind: "lead", id: input.id },
    });
    const stored = await readLead(ctx, input.id, "lock");
    if (isSame && !resolution.customerId && stored.unlinked_reason === resolution.reason)
      return { customerId: null, isNewCustomer: false, eventId: null };
    await prepared(
      ctx.db,
      sql`update leads set phone_number = ${input.phoneNumber}, phone_number_normalized = ${reading.e164},
          customer_id = ${resolution.customerId}::uuid, unlinked_reason = ${resolution.reason}, updated_at = now()
        where id = ${input.id}::uuid`,
    );
    const eventId = await recordLeadEvent(ctx, {
      leadId: input.id,
      kind: "number",
      before: stored.phone_number,
      after: input.phoneNumber,
    });
    audit({
      subjectKind: "lead",
      subjectId: input.id,
      changes: {
        fields: ["phone_number"],
        customer_id: { from: seen.customer_id, to: resolution.customerId },
      },
    });
    return { customerId: resolution.customerId, isNewCustomer: resolution.isNewCustomer, eventId };
  },
});

async function readLead(ctx: Ctx, id: string, lock?: "lock"): Promise<Stored> {
  const [lead] = await prepared<Stored>(
    ctx.db,
    sql`select customer_id, phone_number, phone_number_normalized, display_name, email, source, branch_id, unlinked_reason, created_at
      from leads where id = ${id}::uuid ${lock ? sql`for update` : sql``}`,
  );
  if (!lead) throw notFound("This lead");
  return lead;
}
