import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { numberRefused } from "@/domain/customers/find-or-create";
import { phoneContext } from "@/domain/customers/phone-context";
import { resolveByPhone } from "@/domain/customers/resolve";
import { AppError } from "@/domain/errors";
import { readPhone } from "@/domain/phone/read";
import { findAssignee, findBranch } from "./find-named";
import { walkInInput } from "./input";
import { openLead } from "./open-lead";

/**
 * Somebody stands at the desk: find or create the customer, and open (or join) their walk-in lead, in one transaction.
 * Throws `invalid` on `phone_number`, `branch` or `assignee`, and `conflict` for a shared number.
 */
export const registerWalkIn = command({
  name: "leads.register_walk_in",
  permission: "leads.write",
  input: walkInInput,
  run: async (ctx, input, audit) => {
    const branchId = input.branch ? await findBranch(ctx, input.branch) : await onlyBranch(ctx);
    const assigneeId = input.assignee ? await findAssignee(ctx, input.assignee) : null;
    const reading = readPhone(
      input.phoneNumber,
      await phoneContext(ctx, { country: input.country, branchId }),
    );
    if (reading.kind === "none") throw numberRefused(reading.explanation);
    const id = randomUUID();
    const resolution = await resolveByPhone(ctx, {
      reading,
      source: "walk_in",
      branchId,
      facts: { displayName: input.displayName },
      seenAt: new Date(),
      subject: { kind: "lead", id },
    });
    if (!resolution.customerId) {
      throw new AppError(
        "conflict",
        "Several people share this number; open the right one and note the visit there.",
      );
    }
    const { leadId, isNewLead } = await openLead(ctx, {
      id,
      customerId: resolution.customerId,
      source: "walk_in",
      phoneNumber: input.phoneNumber,
      phoneNumberNormalized: reading.e164,
      displayName: input.displayName,
      interest: input.interest,
      branchId,
      assigneeId,
    });
    audit({
      subjectKind: "lead",
      subjectId: leadId,
      changes: { customer_id: resolution.customerId, is_new_lead: isNewLead },
    });
    return { leadId, isNewLead, customerId: resolution.customerId, isNewCustomer: resolution.isNewCustomer };
  },
});

async function onlyBranch(ctx: Ctx): Promise<string | null> {
  const branches = await prepared<{ id: string }>(
    ctx.db,
    sql`select id from branches where closed_at is null limit 2`,
  );
  return branches.length === 1 ? (branches[0]?.id ?? null) : null;
}
