import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { SOURCES } from "@/db/schema/customers";
import type { Ctx } from "@/domain/ctx";
import { log } from "@/domain/log";
import type { PhoneReading } from "@/domain/phone/read";
import { explainResolution } from "./explain";
import { linkEarlierEvents } from "./late-link";

export type Source = (typeof SOURCES)[number];
type Phone = Extract<PhoneReading, { kind: "phone" }>;

/** What a channel says about a person. It fills what is empty and never overwrites. */
export type Facts = {
  displayName?: string | null;
  email?: string | null;
  address?: string | null;
  area?: string | null;
  whatsappId?: string | null;
};

export type Resolution = { customerId: string | null; isNewCustomer: boolean; reason: string | null };

type ResolveInput = {
  reading: PhoneReading;
  source: Source;
  branchId?: string | null;
  facts: Facts;
  /** When the person was heard from; last_seen_at only moves forward. */
  seenAt: Date;
  subject: { kind: "call_session" | "lead" | "conversation" | "api"; id: string | null };
};

/**
 * Finds the customer who owns a number, or creates them: exactly one customer for any number of concurrent callers, and
 * `isNewCustomer` for exactly one of them. Must run inside a transaction, so that what refers to the customer commits with it.
 * A reading that is nobody's number, or a number that several people share, answers null with the reason.
 */
export async function resolveByPhone(ctx: Ctx, input: ResolveInput): Promise<Resolution> {
  const { reading } = input;
  if (reading.kind === "none") {
    const resolution = { customerId: null, isNewCustomer: false, reason: reading.reason };
    await explainResolution(ctx, { ...input, resolution });
    return resolution;
  }
  const resolution = await findOrCreate(ctx, input, reading);
  await explainResolution(ctx, { ...input, resolution });
  if (resolution.isNewCustomer && resolution.customerId) {
    await linkEarlierEvents(ctx, {
      customerId: resolution.customerId,
      e164: reading.e164,
      matchKey: reading.matchKey,
      except: input.subject.id,
    });
    log.info("customer created", {
      customer_id: resolution.customerId,
      source: input.source,
      request_id: ctx.requestId,
    });
  }
  return resolution;
}

async function findOrCreate(ctx: Ctx, input: ResolveInput, phone: Phone): Promise<Resolution> {
  // A second round happens when another transaction wins the insert, or merges the owner away, between our statements. Each round
  // takes a fresh snapshot, so one more is enough for either; the bound only guards against a rule nobody thought of.
  for (let round = 0; round < 5; round += 1) {
    const owner = await lockOwner(ctx, phone.matchKey);
    if (owner === "shared") return { customerId: null, isNewCustomer: false, reason: "shared_number" };
    if (owner) {
      await touchOwner(ctx, input, owner, phone.matchKey);
      return { customerId: owner, isNewCustomer: false, reason: null };
    }
    const created = await createOwner(ctx, input, phone);
    if (created) return { customerId: created, isNewCustomer: true, reason: null };
  }
  throw new Error("The owner of a number changed five times within one look-up");
}

/**
 * The live owner of a number, locked against being merged or deleted until this transaction ends (FOR KEY SHARE meets the
 * FOR UPDATE of a merge), or "shared" when staff must pick the person, or null.
 */
async function lockOwner(ctx: Ctx, matchKey: string): Promise<string | "shared" | null> {
  const rows = await prepared<{ customer_id: string; shared: boolean }>(
    ctx.db,
    sql`select p.customer_id, p.shared_at is not null shared
      from contact_points p join customers c on c.id = p.customer_id
      where p.kind = 'phone' and p.scope = '' and p.match_key = ${matchKey} and p.valid_to is null
        and c.merged_into_id is null and c.deleted_at is null
      for key share of c`,
  );
  if (rows.some((row) => row.shared)) return "shared";
  return rows[0]?.customer_id ?? null;
}

/**
 * Claims the number and creates its customer in one statement, so that a lost race leaves no row behind: the contact point's unique
 * index decides, ON CONFLICT DO NOTHING waits for the rival's end, and the customer is inserted only for the winner. The foreign key
 * is checked when the statement ends, by when the customer exists. Returns null when somebody else won.
 */
async function createOwner(ctx: Ctx, input: ResolveInput, phone: Phone): Promise<string | null> {
  const { facts } = input;
  const seenAt = input.seenAt.toISOString();
  const rows = await prepared<{ id: string }>(
    ctx.db,
    sql`with claim as (
        insert into contact_points (customer_id, kind, scope, value, match_key, country, is_unusual, source, last_seen_at)
        values (${randomUUID()}::uuid, 'phone', '', ${phone.e164}, ${phone.matchKey}, ${phone.country}, ${phone.isUnusual},
          ${input.source}, ${seenAt}::timestamptz)
        on conflict (kind, scope, match_key) where valid_to is null and shared_at is null do nothing
        returning customer_id)
      insert into customers (id, phone_number, display_name, email, address, area, whatsapp_id, source, branch_id, last_seen_at)
      select customer_id, ${phone.e164}::text, ${facts.displayName ?? null}::text, ${facts.email ?? null}::text,
        ${facts.address ?? null}::text, ${facts.area ?? null}::text, ${facts.whatsappId ?? null}::text, ${input.source}::text,
        ${input.branchId ?? null}::uuid, ${seenAt}::timestamptz
      from claim returning id`,
  );
  return rows[0]?.id ?? null;
}

/** Fills what is empty, and moves the customer's and the number's last contact forward. The where clause spares the write, and its row version, when there is nothing to say. */
export async function touchOwner(
  ctx: Ctx,
  input: Pick<ResolveInput, "facts" | "seenAt">,
  customerId: string,
  matchKey: string | null,
): Promise<void> {
  const { facts } = input;
  const seenAt = input.seenAt.toISOString();
  await prepared(
    ctx.db,
    sql`with given as (select ${facts.displayName ?? null}::text as display_name, ${facts.email ?? null}::text as email,
          ${facts.address ?? null}::text as address, ${facts.area ?? null}::text as area,
          ${facts.whatsappId ?? null}::text as whatsapp_id, ${seenAt}::timestamptz as seen_at),
      filled as (update customers c set
          display_name = coalesce(c.display_name, g.display_name), email = coalesce(c.email, g.email),
          address = coalesce(c.address, g.address), area = coalesce(c.area, g.area),
          whatsapp_id = coalesce(c.whatsapp_id, g.whatsapp_id), last_seen_at = greatest(c.last_seen_at, g.seen_at), updated_at = now()
        from given g where c.id = ${customerId}::uuid and (
          (c.display_name is null and g.display_name is not null) or (c.email is null and g.email is not null)
          or (c.address is null and g.address is not null) or (c.area is null and g.area is not null)
          or (c.whatsapp_id is null and g.whatsapp_id is not null) or c.last_seen_at is null or c.last_seen_at < g.seen_at))
      -- The number's own recency orders the search; five minutes of slack keep busy numbers from rewriting its index each time.
      update contact_points p set last_seen_at = g.seen_at from given g
      where p.customer_id = ${customerId}::uuid and p.kind = 'phone' and p.match_key = ${matchKey} and p.valid_to is null
        and p.last_seen_at < g.seen_at - interval '5 minutes'`,
  );
}
