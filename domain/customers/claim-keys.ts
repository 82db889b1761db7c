import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import type { IdentityKey } from "./identity-keys";
import type { Facts, Source } from "./resolve";

type Claim = {
  keys: readonly IdentityKey[];
  source: Source;
  branchId: string | null;
  facts: Facts;
  seenAt: Date;
};

/**
 * Claims a person's first key and creates its customer in one statement: the unique index decides, and whoever loses leaves no row behind.
 * Null when somebody else won. The other keys are for `addKeys`.
 */
export async function createOwner(ctx: Ctx, claim: Claim): Promise<string | null> {
  const [first] = claim.keys;
  if (!first) return null;
  const { facts } = claim;
  const phone = claim.keys.find(({ kind }) => kind === "phone");
  const seenAt = claim.seenAt.toISOString();
  const [row] = await prepared<{ id: string }>(
    ctx.db,
    sql`with claim as (
        insert into contact_points (customer_id, kind, scope, value, match_key, country, is_unusual, source, last_seen_at)
        values (${randomUUID()}::uuid, ${first.kind}, ${first.scope}, ${first.value}, ${first.matchKey}, ${first.country},
          ${first.isUnusual}, ${claim.source}, ${seenAt}::timestamptz)
        on conflict (kind, scope, match_key) where valid_to is null and shared_at is null do nothing
        returning customer_id)
      insert into customers (id, phone_number, display_name, email, address, area, whatsapp_id, source, branch_id, last_seen_at)
      select customer_id, ${phone?.value ?? null}::text, ${facts.displayName ?? null}::text, ${facts.email ?? null}::text,
        ${facts.address ?? null}::text, ${facts.area ?? null}::text, ${facts.whatsappId ?? null}::text, ${claim.source}::text,
        ${claim.branchId}::uuid, ${seenAt}::timestamptz
      from claim returning id`,
  );
  return row?.id ?? null;
}

/**
 * Adds keys to a customer whose row the caller has locked or made. Returns whether all of them were free; if not, somebody else has just claimed one.
 */
export async function addKeys(
  ctx: Ctx,
  input: { customerId: string; keys: readonly IdentityKey[]; source: Source; seenAt: Date },
): Promise<boolean> {
  const { customerId, keys } = input;
  if (keys.length === 0) return true;
  const rows = keys.map((key, place) => ({ ...key, place }));
  const added = await prepared<{ kind: string }>(
    ctx.db,
    sql`insert into contact_points (customer_id, kind, scope, value, match_key, country, is_unusual, source, last_seen_at)
      select ${customerId}::uuid, k.kind, k.scope, k.value, k."matchKey", k.country, k."isUnusual", ${input.source}::text,
        ${input.seenAt.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        as k(place int, kind text, scope text, value text, "matchKey" text, country text, "isUnusual" boolean)
      order by k.place
      on conflict (kind, scope, match_key) where valid_to is null and shared_at is null do nothing
      returning kind`,
  );
  if (added.length < keys.length) return false;
  const phone = keys.find(({ kind }) => kind === "phone");
  if (phone) {
    await prepared(
      ctx.db,
      sql`update customers set phone_number = ${phone.value}, updated_at = now() where id = ${customerId}::uuid and phone_number is null`,
    );
  }
  return true;
}

/** Ends what a customer was known by, keeping it as history. Their primary number becomes one that still holds, or none. */
export async function endKeys(
  ctx: Ctx,
  input: { customerId: string; keys: readonly IdentityKey[]; whatsappId: string | null },
): Promise<void> {
  const { customerId, keys } = input;
  if (keys.length === 0) return;
  await prepared(
    ctx.db,
    sql`update contact_points p set valid_to = greatest(now(), p.valid_from)
      from jsonb_to_recordset(${JSON.stringify(keys)}::text::jsonb) as k(kind text, scope text, "matchKey" text)
      where p.customer_id = ${customerId}::uuid and p.kind = k.kind and p.scope = k.scope and p.match_key = k."matchKey"
        and p.valid_to is null`,
  );
  await prepared(
    ctx.db,
    sql`update customers c set whatsapp_id = coalesce(${input.whatsappId}::text, c.whatsapp_id), updated_at = now(),
        phone_number = (select p.value from contact_points p
          where p.customer_id = c.id and p.kind = 'phone' and p.valid_to is null and p.shared_at is null
          order by p.value = c.phone_number desc, p.valid_from desc limit 1)
      where c.id = ${customerId}::uuid`,
  );
}
