import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { AppError } from "@/domain/errors";
import { createUser } from "./create-user";
import { signInWithPassword } from "./sign-in";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const PASSWORD = "correct horse battery";

async function somebody() {
  const email = `${randomUUID()}@example.org`;
  const { user } = await createUser(systemCtx(database.db), {
    email,
    name: "Sam",
    role: "receptionist",
    password: PASSWORD,
  });
  return user;
}

const signIn = (email: string, password: string, address?: string) =>
  signInWithPassword(systemCtx(database.db), { email, password, address });

async function refusal(attempt: Promise<unknown>): Promise<AppError> {
  const error = await attempt.then(
    () => new Error("was let in"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error;
  return error;
}

test("the right password signs in, however the address is spelt, and the time is kept", async () => {
  const user = await somebody();
  const fullWidthAt = ` ${user.email.toUpperCase().replace("@", "＠")} `;
  expect(await signIn(fullWidthAt, PASSWORD)).toMatchObject({
    id: user.id,
    role: "receptionist",
    sessionVersion: 1,
  });
  const [row] = await database.sql`select last_signed_in_at from users where id = ${user.id}`;
  expect(row?.last_signed_in_at).toBeInstanceOf(Date);
});

test("an unknown address, a wrong password and a disabled account get the same answer", async () => {
  const user = await somebody();
  const disabled = await somebody();
  await database.sql`update users set disabled_at = now() where id = ${disabled.id}`;
  const answers = await Promise.all([
    refusal(signIn(`${randomUUID()}@example.org`, PASSWORD)),
    refusal(signIn(user.email, "not the password")),
    refusal(signIn(disabled.email, PASSWORD)),
  ]);
  for (const { code, message, fields } of answers)
    expect({ code, message, fields }).toEqual({ ...same(answers) });
  expect(answers[0].code).toBe("unauthenticated");
});

const same = ([{ code, message, fields }]: [AppError, ...AppError[]]) => ({ code, message, fields });

test("a sixth guess is refused with the minutes to wait, even with the right password", async () => {
  const user = await somebody();
  for (let guess = 0; guess < 5; guess++) {
    expect((await refusal(signIn(user.email, `guess ${guess}`))).code).toBe("unauthenticated");
  }
  const error = await refusal(signIn(user.email, PASSWORD));
  expect(error.code).toBe("limit");
  expect(error.message).toMatch(/in 1[45] minutes/);
  expect(error.details.retry_after_seconds).toBeGreaterThan(14 * 60);
});

/** One real failure and copies of it: five would be as many slow hashes. */
async function fail(times: number, email: string) {
  await refusal(signIn(email, "guess"));
  await database.sql`
    insert into sign_in_failures (subject)
    select subject from (select subject from sign_in_failures order by id desc limit 1) last, generate_series(2, ${times}::int)`;
}

test("an unknown address is throttled like a known one", async () => {
  const email = `${randomUUID()}@example.org`;
  await fail(5, email);
  expect((await refusal(signIn(email, "guess"))).code).toBe("limit");
});

test("twenty guesses at once are no more than five", async () => {
  const user = await somebody();
  const codes = await Promise.all(
    Array.from({ length: 20 }, async (_, n) => (await refusal(signIn(user.email, `guess ${n}`))).code),
  );
  expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(5);
  expect(codes.filter((code) => code === "limit")).toHaveLength(15);
});

test("signing in forgives the failures before it, and time does too", async () => {
  const user = await somebody();
  await fail(4, user.email);
  await signIn(user.email, PASSWORD);
  await fail(5, user.email);
  await database.sql`update sign_in_failures set failed_at = failed_at - interval '16 minutes'`;
  expect(await signIn(user.email, PASSWORD)).toMatchObject({ id: user.id });
});

test("one client address may fail fifty times over all accounts", async () => {
  const address = "192.0.2.7";
  for (let time = 0; time < 2; time++) await refusal(signIn(`${randomUUID()}@example.org`, "guess", address));
  // The other 48 without the work of 48 hashes: the address is the one subject that both failures share.
  await database.sql`
    insert into sign_in_failures (subject)
    select subject from (select subject from sign_in_failures group by subject order by max(failed_at) desc, count(*) desc limit 1) shared,
      generate_series(1, 48)`;
  const user = await somebody();
  expect((await refusal(signIn(user.email, PASSWORD, address))).code).toBe("limit");
  expect(await signIn(user.email, PASSWORD, "192.0.2.8")).toMatchObject({ id: user.id });
});

test("success and failure are both in the audit trail, without the address typed", async () => {
  const user = await somebody();
  await refusal(signIn(user.email, "guess"));
  await signIn(user.email, PASSWORD);
  const rows = await database.sql`
    select action, actor_kind, changes from audit_events where subject_id = ${user.id} and action like 'signIn%' order by id`;
  expect(rows.map(({ action, actor_kind }) => ({ action, actor_kind }))).toEqual([
    { action: "signInFailed", actor_kind: "system" },
    { action: "signIn", actor_kind: "user" },
  ]);
  expect(JSON.stringify(rows)).not.toContain(user.email);
});
