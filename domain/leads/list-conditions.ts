import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Ctx } from "@/domain/ctx";
import { AppError } from "@/domain/errors";
import { findAssignee, findBranch } from "./find-named";
import { type LEAD_VIEWS, type listLeadsInput, ME, NO_BRANCH, UNASSIGNED } from "./input";
import { isListed } from "./view";

/** Which leads, as somebody asks: not yet checked. */
export type LeadFilter = {
  status?: string;
  source?: string;
  branch?: string;
  assignee?: string;
  linked?: boolean;
  view?: string;
};

type Checked = Pick<
  z.output<typeof listLeadsInput>,
  "status" | "source" | "branch" | "assignee" | "linked" | "view"
>;

/** No index serves every mix of filters; this many leads are looked at for one page, which takes some tens of milliseconds. */
export const LEADS_WALKED = 20_000;

const VIEWS: Record<(typeof LEAD_VIEWS)[number], SQL> = {
  listed: isListed,
  test: sql.raw("l.is_test"),
  junk: sql.raw("l.junk_at is not null and not l.is_test"),
  archived: sql.raw("l.archived_at is not null and l.junk_at is null and not l.is_test"),
};

/** The filters as a condition on a lead `l`. Throws `invalid` on `branch` and `assignee` when there is no such one. */
export async function leadConditions(ctx: Ctx, filter: Checked): Promise<SQL> {
  const conditions = [VIEWS[filter.view]];
  if (filter.status) conditions.push(sql`l.status = ${filter.status}`);
  if (filter.source) conditions.push(sql`l.source = ${filter.source}`);
  if (filter.linked !== undefined) {
    conditions.push(sql`(l.customer_id is not null) = ${filter.linked}::boolean`);
  }
  if (filter.branch === NO_BRANCH) conditions.push(sql`l.branch_id is null`);
  else if (filter.branch) {
    conditions.push(sql`l.branch_id = ${await findBranch(ctx, filter.branch, true)}::uuid`);
  }
  if (filter.assignee === UNASSIGNED) conditions.push(sql`l.assignee_id is null`);
  else if (filter.assignee) {
    conditions.push(sql`l.assignee_id = ${await assigneeId(ctx, filter.assignee)}::uuid`);
  }
  return sql.join(conditions, sql` and `);
}

async function assigneeId(ctx: Ctx, given: string): Promise<string> {
  if (given !== ME) return findAssignee(ctx, given, true);
  if (ctx.actor.kind === "user") return ctx.actor.id;
  throw new AppError("invalid", "Only somebody who is signed in has leads.", {
    fields: [{ field: "assignee", message: `"${ME}" is whoever is signed in; an API key is nobody` }],
  });
}
