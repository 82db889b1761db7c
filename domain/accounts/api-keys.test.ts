import { afterAll, beforeAll, expect, test } from "vitest";
import { systemCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { createApiKey, revokeApiKey, verifyApiKey } from "./api-keys";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const make = () => createApiKey(systemCtx(database.db), { name: "voice bot", role: "receptionist" });

test("a key is good for its role, and is stored only as a hash", async () => {
  const { id, key, prefix } = await make();
  expect(await verifyApiKey(database.db, key)).toEqual({ id, role: "receptionist" });
  expect(key.startsWith(prefix)).toBe(true);
  const stored = await database.sql`select * from api_keys where id = ${id}`;
  const audited = await database.sql`select * from audit_events where subject_id = ${id}`;
  expect(JSON.stringify([stored, audited])).not.toContain(key);
  expect(audited).toHaveLength(1);
});

test("a revoked key opens nothing from that moment, and revoking it twice is harmless", async () => {
  const { id, key } = await make();
  await revokeApiKey(systemCtx(database.db), { id });
  await revokeApiKey(systemCtx(database.db), { id });
  expect(await verifyApiKey(database.db, key)).toBeNull();
});

test("part of a key, or a key of the same beginning, opens nothing", async () => {
  const { key } = await make();
  expect(await verifyApiKey(database.db, key.slice(0, -1))).toBeNull();
  expect(await verifyApiKey(database.db, `${key}x`)).toBeNull();
});

test("its last use is written at most once a minute", async () => {
  const { id, key } = await make();
  const lastUse = async () =>
    (await database.sql`select last_used_at from api_keys where id = ${id}`)[0]?.last_used_at;
  await verifyApiKey(database.db, key);
  const first = await lastUse();
  await verifyApiKey(database.db, key);
  expect(await lastUse()).toEqual(first);
  await database.sql`update api_keys set last_used_at = last_used_at - interval '2 minutes' where id = ${id}`;
  await verifyApiKey(database.db, key);
  expect((await lastUse()).getTime()).toBeGreaterThanOrEqual(first.getTime());
});

test("a receptionist makes no keys", async () => {
  await expect(
    createApiKey(userCtx(database.db, "receptionist"), { name: "mine", role: "admin" }),
  ).rejects.toMatchObject({ code: "forbidden" });
});
