import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import type { IdentityKey } from "./identity-keys";
import type { Owner, Ownership } from "./identity-rules";

/**
 * The active contact points of these keys, each by the unique index. A join with a list of keys is planned as a scan of a whole kind while
 * the table is small, and keeps that plan when it is not; the same goes for a join with customers, hence the lateral below.
 */
const pointsOf = (keys: readonly IdentityKey[]) =>
  sql.join(
    keys.map(
      ({ kind, scope, matchKey }) =>
        sql`select kind, match_key, customer_id, shared_at from contact_points
          where kind = ${kind} and scope = ${scope} and match_key = ${matchKey} and valid_to is null`,
    ),
    sql` union all `,
  );

/**
 * The one live customer who owns all of these keys, locked against being merged or deleted until the transaction ends; null when they
 * are not all owned, or not by one, or shared. The usual case, in one statement.
 */
export async function lockSoleOwner(ctx: Ctx, keys: readonly IdentityKey[]): Promise<string | null> {
  const [row] = await prepared<{ id: string }>(
    ctx.db,
    sql`select c.id from customers c
      where c.merged_into_id is null and c.deleted_at is null and c.id = (
        select case when count(*) = ${keys.length}::int and count(distinct p.customer_id) = 1 and bool_and(p.shared_at is null)
          then (array_agg(p.customer_id))[1] end from (${pointsOf(keys)}) p)
      for key share of c`,
  );
  return row?.id ?? null;
}

type Row = {
  kind: Ownership["kind"];
  match_key: string;
  shared: boolean;
  id: string;
  created_at: string;
  bsuids: string[];
  has_login: boolean;
  has_paid_plan: boolean;
};

/** Who owns which of these keys now, with what decides whether they may be brought together. Locks nothing. */
export async function findOwners(
  ctx: Ctx,
  keys: readonly IdentityKey[],
  scope: string,
): Promise<Ownership[]> {
  if (keys.length === 0) return [];
  const rows = await prepared<Row>(
    ctx.db,
    sql`select p.kind, p.match_key, p.shared_at is not null shared, c.id, c.created_at,
        (select coalesce(json_agg(b.match_key order by b.match_key), '[]') from contact_points b
          where b.customer_id = c.id and b.kind = 'wa_bsuid' and b.scope = ${scope} and b.valid_to is null) bsuids,
        exists (select 1 from users u where u.customer_id = c.id) has_login,
        exists (select 1 from subscriptions s
          where s.customer_id = c.id and s.status in ('active', 'cancel_scheduled') and s.plan_code <> 'guest') has_paid_plan
      from (${pointsOf(keys)}) p cross join lateral (
        select id, created_at from customers where id = p.customer_id and merged_into_id is null and deleted_at is null limit 1) c
      order by p.kind, p.match_key, c.id`,
  );
  return rows.map((row) => ({
    kind: row.kind,
    matchKey: row.match_key,
    isShared: row.shared,
    owner: ownerOf(row),
  }));
}

const ownerOf = (row: Row): Owner => ({
  id: row.id,
  createdAt: row.created_at,
  bsuids: row.bsuids,
  hasLogin: row.has_login,
  hasPaidPlan: row.has_paid_plan,
});

/**
 * Locks customers for a change of what they own, in the one order that everybody takes. Each has a statement, and so a snapshot, of its own: whoever
 * was merged away while we waited for the one before is passed over. Others may hold that dead row and wait for us.
 */
export async function lockOwners(ctx: Ctx, ids: readonly string[]): Promise<void> {
  for (const id of [...ids].sort()) {
    await prepared(
      ctx.db,
      sql`select id from customers where id = ${id}::uuid and merged_into_id is null and deleted_at is null for update`,
    );
  }
}
