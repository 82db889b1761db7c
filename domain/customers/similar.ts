import { sql } from "drizzle-orm";
import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";
import { type CustomerHit, readHits } from "./search-hits";

const SHOWN = 3;

/** The numbers that a mishearing makes of one: a digit that differs, or two neighbours swapped. About ninety. */
export function mishearings(e164: string, national: string): string[] {
  const prefix = e164.slice(0, e164.length - national.length);
  const found = new Set<string>();
  for (let at = 0; at < national.length; at += 1) {
    const [before, digit, next, rest] = [
      national.slice(0, at),
      national[at],
      national[at + 1],
      national.slice(at + 2),
    ];
    for (const other of "0123456789") {
      if (other !== digit) found.add(`${prefix}${before}${other}${national.slice(at + 1)}`);
    }
    if (next !== undefined && next !== digit) found.add(`${prefix}${before}${next}${digit}${rest}`);
  }
  return [...found];
}

/** Customers whose number is one mishearing away, at most three: for when nobody has the number that was typed. */
export async function similarCustomers(
  ctx: Ctx,
  input: { e164: string; national: string },
): Promise<CustomerHit[]> {
  requirePermission(ctx.actor, "customers.read");
  const keys = sql.param(mishearings(input.e164, input.national));
  return readHits(
    ctx,
    sql`select p.customer_id, p.value phone, p.country, 8 rank, p.last_seen_at seen from contact_points p
      where p.kind = 'phone' and p.scope = '' and p.match_key = any(${keys}::text[]) and p.valid_to is null limit 20`,
    SHOWN,
  );
}
