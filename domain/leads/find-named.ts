import { sql } from "drizzle-orm";
import { z } from "zod";
import { atMost, prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { AppError } from "@/domain/errors";
import { rolesWith } from "@/domain/permissions";

const KNOWN_LISTED = 30;

/** A branch by code or id, an open one unless `orOver`. Throws `invalid` on `branch` with the codes that are known. */
export async function findBranch(ctx: Ctx, given: string, orOver = false): Promise<string> {
  const [branch] = await prepared<{ id: string }>(
    ctx.db,
    sql`select id from branches where (closed_at is null or ${orOver}::boolean) and (lower(code) = ${given.toLowerCase()} or lower(name) = ${given.toLowerCase()} or id::text = ${given.toLowerCase()})
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

/** A member of staff who can see leads, by id or e-mail, an active one unless `orOver`. Throws `invalid` on `assignee` with those who can be chosen. */
export async function findAssignee(ctx: Ctx, given: string, orOver = false): Promise<string> {
  const isActive = sql`(disabled_at is null or ${orOver}::boolean)`;
  const roles = sql.param(rolesWith("leads.read"));
  const [user] = await prepared<{ id: string }>(
    ctx.db,
    // Each by its own index: logins of customers are users too, and many.
    z.uuid().safeParse(given).success
      ? sql`select id from users where id = ${given}::uuid and ${isActive} and role = any(${roles}::text[])`
      : sql`select id from users where lower(email) = ${given.toLowerCase()} and ${isActive} and role = any(${roles}::text[])`,
  );
  if (user) return user.id;
  const known = await prepared<{ email: string }>(
    ctx.db,
    sql`select email from users where disabled_at is null and role = any(${roles}::text[]) order by email limit ${atMost(KNOWN_LISTED)}`,
  );
  throw new AppError("invalid", "This staff member is not known.", {
    fields: [
      {
        field: "assignee",
        message: `expected the id or e-mail address of an active member of staff: ${known.map((u) => u.email).join(", ")}`,
      },
    ],
  });
}
