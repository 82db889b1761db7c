import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/domain/ctx";
import { AppError } from "@/domain/errors";

const WINDOW_MINUTES = 15;
const LIMITS = { address: 50, account: 5 } as const;

type Kind = keyof typeof LIMITS;
const subjectOf = (kind: Kind, value: string) =>
  createHash("sha256").update(`${kind}:${value}`).digest("hex");

/** An attempt that counts as failed until it is withdrawn. */
export type Attempt = { ids: string[]; accountSubject: string };

/**
 * Counts an attempt before the password is looked at, so that a hundred guesses at once are a hundred guesses.
 * Throws `limit` with the minutes to wait once an account or a client address has had its share of failures.
 */
export function reserveAttempt(ctx: Ctx, input: { email: string; address: string | null }): Promise<Attempt> {
  const account = { kind: "account" as const, subject: subjectOf("account", input.email) };
  // Always the address first: two attempts then never wait for each other in a circle.
  const subjects = input.address
    ? [{ kind: "address" as const, subject: subjectOf("address", input.address) }, account]
    : [account];
  return inTransaction(ctx, async ({ db }) => {
    const ids: string[] = [];
    for (const { kind, subject } of subjects) {
      await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`);
      await db.execute(
        sql`delete from sign_in_failures where subject = ${subject} and failed_at < now() - interval '1 day'`,
      );
      const [blocking] = await db.execute<{ seconds: number }>(sql`
        select ceil(extract(epoch from failed_at + make_interval(mins => ${WINDOW_MINUTES}) - now()))::int as seconds
        from sign_in_failures
        where subject = ${subject} and failed_at > now() - make_interval(mins => ${WINDOW_MINUTES})
        order by failed_at desc offset ${LIMITS[kind] - 1} limit 1`);
      if (blocking) throw tooManyAttempts(blocking.seconds);
      const [row] = await db.execute<{ id: string }>(
        sql`insert into sign_in_failures (subject) values (${subject}) returning id`,
      );
      if (row) ids.push(row.id);
    }
    return { ids, accountSubject: account.subject };
  });
}

/** Takes back an attempt that succeeded, and forgives the account's earlier failures; those of the client address stay. */
export async function withdrawAttempt(ctx: Ctx, attempt: Attempt): Promise<void> {
  await ctx.db.execute(sql`
    delete from sign_in_failures
    where subject = ${attempt.accountSubject} or id in ${attempt.ids}`);
}

function tooManyAttempts(seconds: number): AppError {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return new AppError(
    "limit",
    `Too many attempts. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
    { details: { retry_after_seconds: Math.max(1, seconds) } },
  );
}
