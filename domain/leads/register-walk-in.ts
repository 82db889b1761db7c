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

async function findBranch(ctx: Ctx, given: string): Promise<string> {
  const [branch] = await prepared<{ id: string }>(
    ctx.db,
    sql`select id from branches where closed_at is null and (lower(code) = ${given.toLowerCase()}
      or lower(name) = ${given.toLowerCase()} or id::text = ${given.toLowerCase()})
      order by lower(code) = ${given.toLowerCase()} desc limit 1`,
  );
  if (branch) return branch.id;
  const known = await prepared<{ code: string }>(
    ctx.db,
    sql`select code from branches where closed_at is null order by code`,
  );
  throw new AppError("invalid", "This branch is not known.", {
    fields: [
      {
        field: "branch",
        message: `expected one of ${known.map((b) => b.code).join(", ") || "the branches in settings"}`,
      },
    ],
  });
}

async function onlyBranch(ctx: Ctx): Promise<string | null> {
  const branches = await prepared<{ id: string }>(
    ctx.db,
    sql`select id from branches where closed_at is null limit 2`,
  );
  return branches.length === 1 ? (branches[0]?.id ?? null) : null;
}

async function findAssignee(ctx: Ctx, given: string): Promise<string> {
  const [user] = await prepared<{ id: string }>(
    ctx.db,
    sql`select id from users where disabled_at is null and role <> 'customer'
      and (lower(email) = ${given.toLowerCase()} or id::text = ${given.toLowerCase()})`,
  );
  if (user) return user.id;
  throw new AppError("invalid", "This staff member is not known.", {
    fields: [
      { field: "assignee", message: "expected the id or e-mail address of an active member of staff" },
    ],
  });
}
