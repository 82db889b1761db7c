import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { prepared } from "@/db/prepared";
import { users } from "@/db/schema/accounts";
import { command } from "@/domain/command";
import { AppError } from "@/domain/errors";
import { may, type Role } from "@/domain/permissions";

export type SessionUser = {
  id: string;
  email: string;
  name: string;
  role: Role;
  customerId: string | null;
  branchId: string | null;
  sessionVersion: number;
};

export const sessionColumns = {
  id: users.id,
  email: users.email,
  name: users.name,
  role: users.role,
  customerId: users.customerId,
  branchId: users.branchId,
  sessionVersion: users.sessionVersion,
};

/**
 * The user a token speaks of, as the database knows them now: a token is a hint, the row is the truth. Null once the user
 * is disabled or has signed out since the token was made. `db` is plain because no ctx exists before this answers.
 */
export async function findSessionUser(
  db: Database,
  token: { id: string; version: number },
): Promise<SessionUser | null> {
  const [user] = await prepared<SessionUser>(
    db,
    sql`select id, email, name, role, customer_id "customerId", branch_id "branchId", session_version "sessionVersion"
      from users where id = ${token.id}::uuid and session_version = ${token.version}::int and disabled_at is null`,
  );
  return user ?? null;
}

/** Ends every session and token of a user: one's own by anybody, another's by whoever manages accounts. */
export const endSessions = command({
  name: "endSessions",
  permission: "account.self",
  input: z.strictObject({ userId: z.uuid() }),
  run: async (ctx, input, audit) => {
    const isOwn = ctx.actor.kind === "user" && ctx.actor.id === input.userId;
    if (!isOwn && !may(ctx.actor, "accounts.manage"))
      throw new AppError("forbidden", "These are not your sessions.");
    const ended = await ctx.db
      .update(users)
      .set({ sessionVersion: sql`${users.sessionVersion} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, input.userId))
      .returning({ id: users.id });
    if (ended.length > 0) audit({ subjectKind: "user", subjectId: input.userId });
  },
});
