import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema/accounts";
import { recordAudit } from "@/domain/audit";
import { type Ctx, inTransaction } from "@/domain/ctx";
import { AppError } from "@/domain/errors";
import { normaliseEmail } from "./input";
import { verifyPassword } from "./password";
import { type SessionUser, sessionColumns } from "./session";
import { reserveAttempt, withdrawAttempt } from "./throttle";

// One sentence for a wrong address, a wrong password and a disabled account: it tells nobody which it was.
const REFUSAL = "The e-mail address or the password is not right.";

/**
 * Signs somebody in. Throws `unauthenticated` with one and the same message whatever was wrong, or `limit` after too many
 * failures. Not a `command`: the failure and its audit row must stay although the caller gets an error.
 * `ctx` is the system's, outside a transaction; `address` is the client's, for throttling.
 */
export async function signInWithPassword(
  ctx: Ctx,
  input: { email: string; password: string; address?: string | null },
): Promise<SessionUser> {
  const email = normaliseEmail(input.email);
  const attempt = await reserveAttempt(ctx, { email, address: input.address ?? null });
  const [found] = await ctx.db
    .select({ ...sessionColumns, passwordHash: users.passwordHash, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email))
    .limit(1);
  const isRight = await verifyPassword(input.password, found?.passwordHash ?? null);
  if (!found || !isRight || found.disabledAt) {
    const reason = !found ? "unknown_address" : found.disabledAt ? "disabled" : "wrong_password";
    await recordAudit(ctx, "signIn", {
      subjectKind: "user",
      subjectId: found?.id ?? null,
      action: "signInFailed",
      changes: { reason },
    });
    throw new AppError("unauthenticated", REFUSAL);
  }
  const { passwordHash: _hash, disabledAt: _disabledAt, ...user } = found;
  const actor = { kind: "user", id: user.id, role: user.role, customerId: user.customerId } as const;
  await inTransaction({ ...ctx, actor }, async (inner) => {
    await withdrawAttempt(inner, attempt);
    await inner.db.update(users).set({ lastSignedInAt: sql`now()` }).where(eq(users.id, user.id));
    await recordAudit(inner, "signIn", { subjectKind: "user", subjectId: user.id });
  });
  return user;
}
