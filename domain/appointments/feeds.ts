import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { AppError, notFound } from "@/domain/errors";
import { requirePermission } from "@/domain/permissions";
import { env } from "@/env";
import { feedIdInput, feedInput } from "./input";

const SECRET_BYTES = 32;

export const hashOfSecret = (secret: string) => createHash("sha256").update(secret).digest("hex");

/** Makes a branch's secret calendar address. It is returned this once: only its hash is kept. */
export const createFeed = command({
  name: "calendars.create",
  permission: "calendars.manage",
  input: feedInput,
  run: async (ctx, { branchId, label }, audit) => {
    const secret = randomBytes(SECRET_BYTES).toString("base64url");
    const createdBy = ctx.actor.kind === "user" ? ctx.actor.id : null;
    const [feed] = await prepared<{ id: string }>(
      ctx.db,
      sql`insert into calendar_feeds (branch_id, label, token_hash, created_by)
        select id, ${label}::text, ${hashOfSecret(secret)}::text, ${createdBy}::uuid from branches where id = ${branchId}::uuid
        returning id`,
    );
    if (!feed)
      throw new AppError("invalid", "This branch does not exist.", {
        fields: [{ field: "branchId", message: "no such branch" }],
      });
    audit({ subjectKind: "calendar_feed", subjectId: feed.id, changes: { branch_id: branchId } });
    return { id: feed.id, url: `${env().APP_URL}/calendar/${secret}.ics` };
  },
});

/** Ends a calendar address at once, for good. Ending it again changes nothing. */
export const revokeFeed = command({
  name: "calendars.revoke",
  permission: "calendars.manage",
  input: feedIdInput,
  run: async (ctx, { id }, audit) => {
    const [feed] = await prepared<{ is_revoked: boolean }>(
      ctx.db,
      sql`select revoked_at is not null is_revoked from calendar_feeds where id = ${id}::uuid for update`,
    );
    if (!feed) throw notFound("This calendar");
    if (feed.is_revoked) return;
    await prepared(ctx.db, sql`update calendar_feeds set revoked_at = now() where id = ${id}::uuid`);
    audit({ subjectKind: "calendar_feed", subjectId: id });
  },
});

export type FeedView = {
  id: string;
  label: string;
  branchId: string;
  branchName: string;
  createdAt: Date;
  lastReadAt: Date | null;
};

/** The addresses that are in use, newest first. The secret is not among what is known. */
export async function listFeeds(ctx: Ctx): Promise<FeedView[]> {
  requirePermission(ctx.actor, "calendars.manage");
  const rows = await prepared<
    Omit<FeedView, "createdAt" | "lastReadAt"> & { createdAt: string; lastReadAt: string | null }
  >(
    ctx.db,
    sql`select f.id, f.label, b.id "branchId", b.name "branchName", f.created_at "createdAt", f.last_read_at "lastReadAt"
      from calendar_feeds f join branches b on b.id = f.branch_id where f.revoked_at is null order by f.created_at desc`,
  );
  return rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt),
    lastReadAt: row.lastReadAt === null ? null : new Date(row.lastReadAt),
  }));
}
