import { createHash, randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { prepared } from "@/db/prepared";
import { apiKeys } from "@/db/schema/accounts";
import { command } from "@/domain/command";
import { notFound } from "@/domain/errors";
import type { Role } from "@/domain/permissions";
import { createApiKeyInput } from "./input";

const PREFIX = "sb_";
// 256 random bits: nothing to guess, so a plain hash is enough and can be looked up by index.
const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");

export const looksLikeApiKey = (token: string) => token.startsWith(PREFIX);

/** Makes a key and answers it: this is the only time it can be read. */
export const createApiKey = command({
  name: "createApiKey",
  permission: "accounts.manage",
  input: createApiKeyInput,
  run: async (ctx, input, audit) => {
    const key = `${PREFIX}${randomBytes(32).toString("base64url")}`;
    const keyPrefix = key.slice(0, PREFIX.length + 6);
    const [row] = await ctx.db
      .insert(apiKeys)
      .values({ name: input.name, role: input.role, keyHash: hashOf(key), keyPrefix })
      .returning({ id: apiKeys.id });
    if (!row) throw new Error("The key was not stored");
    audit({ subjectKind: "api_key", subjectId: row.id, changes: { role: input.role } });
    return { id: row.id, name: input.name, role: input.role, prefix: keyPrefix, key };
  },
});

/** Ends a key at once. Ending it again changes nothing. */
export const revokeApiKey = command({
  name: "revokeApiKey",
  permission: "accounts.manage",
  input: z.strictObject({ id: z.uuid() }),
  run: async (ctx, input, audit) => {
    const [row] = await ctx.db
      .update(apiKeys)
      .set({ revokedAt: sql`coalesce(${apiKeys.revokedAt}, now())` })
      .where(eq(apiKeys.id, input.id))
      .returning({ id: apiKeys.id });
    if (!row) throw notFound("The API key");
    audit({ subjectKind: "api_key", subjectId: row.id });
  },
});

/** Whose key this is, or null for an unknown or a revoked one. `db` is plain because no ctx exists before this answers. */
export async function verifyApiKey(db: Database, key: string): Promise<{ id: string; role: Role } | null> {
  const [row] = await prepared<{ id: string; role: Role; is_stale: boolean }>(
    db,
    sql`select id, role, last_used_at is null or last_used_at < now() - interval '1 minute' is_stale
      from api_keys where key_hash = ${hashOf(key)} and revoked_at is null`,
  );
  if (!row) return null;
  // At most once a minute: a write with each request would cost more than the request.
  if (row.is_stale) await db.update(apiKeys).set({ lastUsedAt: sql`now()` }).where(eq(apiKeys.id, row.id));
  return { id: row.id, role: row.role };
}
