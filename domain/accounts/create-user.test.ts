import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { createUser } from "./create-user";
import { verifyPassword } from "./password";
import { signInWithPassword } from "./sign-in";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const address = () => `${randomUUID()}@example.org`;

test("without a password one is made, shown once, and signs in", async () => {
  const email = address();
  const made = await createUser(systemCtx(database.db), { email, name: "Sam", role: "finance" });
  const password = made.generatedPassword ?? "";
  expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  expect(await signInWithPassword(systemCtx(database.db), { email, password })).toMatchObject({
    id: made.user.id,
  });
});

test("an address has one login, in whatever letters", async () => {
  const email = address();
  await createUser(systemCtx(database.db), { email, name: "Sam", role: "finance" });
  await expect(
    createUser(systemCtx(database.db), { email: email.toUpperCase(), name: "Other", role: "admin" }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("a short password, an unknown role and two addresses in one are refused by name", async () => {
  const refused = createUser(systemCtx(database.db), {
    email: "a@example.org,b@example.org",
    name: "Sam",
    // @ts-expect-error a role that does not exist
    role: "owner",
    password: "1234567",
  });
  await expect(refused).rejects.toMatchObject({
    code: "invalid",
    fields: [
      { field: "email" },
      { field: "role", message: expect.stringContaining("receptionist") },
      { field: "password" },
    ],
  });
});

test("only an admin makes logins", async () => {
  await expect(
    createUser(userCtx(database.db, "reviewer"), { email: address(), name: "Sam", role: "admin" }),
  ).rejects.toMatchObject({ code: "forbidden" });
});

test("a damaged hash lets nobody in", async () => {
  for (const stored of ["", "$scrypt$ln=99,r=8,p=1$AAAA$AAAA", "$scrypt$ln=15,r=8,p=3$$", "plain"]) {
    expect(await verifyPassword("plain", stored)).toBe(false);
  }
});
