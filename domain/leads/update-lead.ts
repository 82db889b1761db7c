import { sql } from "drizzle-orm";
import type { z } from "zod";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { AppError, notFound } from "@/domain/errors";
import { findAssignee, findBranch } from "./find-named";
import { ME, NO_BRANCH, UNASSIGNED, updateLeadInput } from "./input";
import { type LeadEventKind, recordLeadEvent } from "./lead-events";
import { repairNumber } from "./repair-number";

type Wanted = z.output<typeof updateLeadInput>;

type Stored = {
  status: string;
  assignee_id: string | null;
  branch_id: string | null;
  interest: string | null;
  is_test: boolean;
  junk_at: string | null;
  archived_at: string | null;
};

/** One fact of a lead on its way from one value to another, and how its row is written. */
type Change = {
  kind: LeadEventKind;
  field: string;
  before: string | null;
  after: string | null;
  set: ReturnType<typeof sql>;
};

/**
 * Staff work on a lead: any of its fields, each change with a row of history. What already is so changes nothing and writes nothing.
 * Any status may follow any other. Throws `not_found`, and `invalid` by field with the values that are known.
 */
export const updateLead = command({
  name: "leads.update",
  permission: "leads.write",
  input: updateLeadInput,
  run: async (ctx, input, audit) => {
    // First, because it locks customer and lead in the order that everything else does.
    const repaired = input.phoneNumber
      ? await repairNumber(ctx, { id: input.id, phoneNumber: input.phoneNumber, country: input.country })
      : null;
    const stored = await lockLead(ctx, input.id);
    const changes = (await wantedChanges(ctx, input, stored)).filter(({ before, after }) => before !== after);
    const eventIds = repaired?.eventId ? [repaired.eventId] : [];
    if (changes.length === 0) return { eventIds };
    await prepared(
      ctx.db,
      sql`update leads set ${sql.join([...changes.map(({ set }) => set), sql`updated_at = now()`], sql`, `)}
        where id = ${input.id}::uuid`,
    );
    for (const { kind, before, after } of changes) {
      eventIds.push(await recordLeadEvent(ctx, { leadId: input.id, kind, before, after }));
    }
    audit({ subjectKind: "lead", subjectId: input.id, changes: auditChanges(changes) });
    return { eventIds };
  },
});

async function lockLead(ctx: Ctx, id: string): Promise<Stored> {
  const [lead] = await prepared<Stored>(
    ctx.db,
    sql`select status, assignee_id, branch_id, interest, is_test, junk_at, archived_at from leads where id = ${id}::uuid for update`,
  );
  if (!lead) throw notFound("This lead");
  return lead;
}

async function wantedChanges(ctx: Ctx, input: Wanted, stored: Stored): Promise<Change[]> {
  const changes: Change[] = [];
  const want = (kind: LeadEventKind, field: string, values: Omit<Change, "kind" | "field">) =>
    changes.push({ kind, field, ...values });
  if (input.status) {
    const after = input.status;
    want("status", "status", { before: stored.status, after, set: sql`status = ${after}` });
  }
  if (input.assignee) {
    const after = await assigneeOf(ctx, input.assignee, stored.assignee_id);
    want("assignee", "assignee", {
      before: stored.assignee_id,
      after,
      set: sql`assignee_id = ${after}::uuid`,
    });
  }
  if (input.branch) {
    const isAsBefore = input.branch.toLowerCase() === stored.branch_id;
    const after =
      input.branch === NO_BRANCH ? null : isAsBefore ? stored.branch_id : await findBranch(ctx, input.branch);
    want("branch", "branch", { before: stored.branch_id, after, set: sql`branch_id = ${after}::uuid` });
  }
  if (input.interest !== undefined) {
    const after = input.interest || null;
    want("interest", "interest", { before: stored.interest, after, set: sql`interest = ${after}::text` });
  }
  if (input.isTest !== undefined) {
    const marks = { before: yesOrNo(stored.is_test), after: yesOrNo(input.isTest) };
    want("test", "is_test", { ...marks, set: sql`is_test = ${input.isTest}::boolean` });
  }
  if (input.junk !== undefined) {
    const marks = { before: yesOrNo(stored.junk_at !== null), after: yesOrNo(input.junk) };
    want("junk", "junk", { ...marks, set: sql`junk_at = case when ${input.junk}::boolean then now() end` });
  }
  if (input.archived !== undefined) {
    const marks = { before: yesOrNo(stored.archived_at !== null), after: yesOrNo(input.archived) };
    want("archive", "archived", {
      ...marks,
      set: sql`archived_at = case when ${input.archived}::boolean then now() end`,
    });
  }
  return changes;
}

const yesOrNo = (is: boolean) => (is ? "yes" : "no");

/** Whoever has the lead may keep it, also when their login is over by now. */
async function assigneeOf(ctx: Ctx, given: string, present: string | null): Promise<string | null> {
  if (given === UNASSIGNED) return null;
  if (given.toLowerCase() === present) return present;
  if (given !== ME) return findAssignee(ctx, given);
  if (ctx.actor.kind === "user") return findAssignee(ctx, ctx.actor.id);
  throw new AppError("invalid", "Only somebody who is signed in can take a lead.", {
    fields: [{ field: "assignee", message: `"${ME}" is whoever is signed in; an API key is nobody` }],
  });
}

/** Statuses, marks and ids are told; what a person wants is theirs, and only named as changed. */
function auditChanges(changes: Change[]): Record<string, unknown> {
  const told = changes.filter(({ field }) => field !== "interest");
  return {
    fields: changes.map(({ field }) => field),
    ...Object.fromEntries(told.map(({ field, before, after }) => [field, { from: before, to: after }])),
  };
}
