import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { createUser } from "./create-user";
import { endSessions, findSessionUser, type SessionUser } from "./session";
import { issueToken, readToken } from "./token";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function somebody(): Promise<SessionUser> {
  const { user } = await createUser(systemCtx(database.db), {
    email: `${randomUUID()}@example.org`,
    name: "Sam",
    role: "reviewer",
    password: "correct horse battery",
  });
  return { ...user, customerId: null, branchId: null, sessionVersion: 1 };
}

const find = (id: string, version: number) => findSessionUser(database.db, { id, version });

test("a session's user is answered with the role of now", async () => {
  const user = await somebody();
  await database.sql`update users set role = 'admin' where id = ${user.id}`;
  expect(await find(user.id, 1)).toEqual({ ...user, role: "admin" });
});

test("signing out ends the sessions of every tab", async () => {
  const user = await somebody();
  await endSessions(userCtx(database.db, "reviewer", { id: user.id }), { userId: user.id });
  expect(await find(user.id, 1)).toBeNull();
  expect(await find(user.id, 2)).toMatchObject({ id: user.id });
});

test("a disabled user has no session from that moment", async () => {
  const user = await somebody();
  await database.sql`update users set disabled_at = now() where id = ${user.id}`;
  expect(await find(user.id, 1)).toBeNull();
});

test("nobody but an admin ends somebody else's sessions", async () => {
  const user = await somebody();
  await expect(endSessions(userCtx(database.db, "receptionist"), { userId: user.id })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await find(user.id, 1)).not.toBeNull();
  await endSessions(userCtx(database.db, "admin"), { userId: user.id });
  expect(await find(user.id, 1)).toBeNull();
});

const SECRET = "a secret of at least thirty-two bytes";

test("a token tells role and customer to whoever reads it, and is read back", async () => {
  const user = { ...(await somebody()), role: "customer" as const, customerId: randomUUID() };
  const { token, expiresAt } = issueToken(user, SECRET);
  const payload = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  expect(payload).toMatchObject({
    sub: user.id,
    email: user.email,
    role: "customer",
    customer_id: user.customerId,
  });
  expect(expiresAt.getTime()).toBe(payload.exp * 1000);
  expect(readToken(token, SECRET)).toEqual({ id: user.id, version: 1 });
});

test("a token that was altered, is unsigned, of another secret, or over is nobody's", async () => {
  const user = await somebody();
  const { token, expiresAt } = issueToken(user, SECRET);
  const [header, payload, signature] = token.split(".");
  const altered = Buffer.from(JSON.stringify({ sub: user.id, role: "admin" })).toString("base64url");
  const unsigned = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
  expect(readToken(`${header}.${altered}.${signature}`, SECRET)).toBeNull();
  expect(readToken(`${unsigned}.${payload}.`, SECRET)).toBeNull();
  expect(readToken(`${unsigned}.${payload}.${signature}`, SECRET)).toBeNull();
  expect(readToken(token, `${SECRET}.`)).toBeNull();
  expect(readToken(token, SECRET, expiresAt)).toBeNull();
  expect(readToken("not a token", SECRET)).toBeNull();
});
