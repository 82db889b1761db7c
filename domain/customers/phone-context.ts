import { sql } from "drizzle-orm";
import { type CountryCode, isSupportedCountry } from "libphonenumber-js/max";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import type { PhoneContext } from "@/domain/phone/read";
import { env } from "@/env";

type Lists = { ownLines: Set<string>; placeholders: Set<string>; branches: Map<string, string> };

const LISTS_MAX_AGE_MS = 30_000;
// Keyed by database, because tests open several in one process.
const cache = new Map<string, { at: number; lists: Promise<Lists> }>();

async function readLists(ctx: Ctx): Promise<Lists> {
  const [row] = await prepared<{ own: string[]; placeholders: string[]; branches: [string, string][] }>(
    ctx.db,
    sql`select
      (select coalesce(json_agg(match_key), '[]') from own_lines) own,
      (select coalesce(json_agg(digits), '[]') from placeholder_numbers) placeholders,
      (select coalesce(json_agg(json_build_array(id, country)), '[]') from branches) branches`,
  );
  return {
    ownLines: new Set(row?.own),
    placeholders: new Set(row?.placeholders),
    branches: new Map(row?.branches),
  };
}

/**
 * How a number is to be read: the default country (of its source, else of its branch, else of the organisation), and the numbers
 * that are nobody's. The lists change rarely and are read at most every half minute.
 */
export async function phoneContext(
  ctx: Ctx,
  from: { country?: string | null; branchId?: string | null } = {},
): Promise<PhoneContext> {
  const key = env().DATABASE_URL;
  const cached = cache.get(key);
  let lists: Lists;
  // Inside a transaction the lists are read through it, never through a promise that another request may abort.
  if (cached && Date.now() - cached.at < LISTS_MAX_AGE_MS) lists = await cached.lists;
  else {
    lists = await readLists(ctx);
    cache.set(key, { at: Date.now(), lists: Promise.resolve(lists) });
  }
  const given = countryCode(from.country);
  const branch = countryCode(from.branchId ? lists.branches.get(from.branchId) : null);
  const organisation = countryCode(env().DEFAULT_COUNTRY) ?? "US";
  return {
    country: given ?? branch ?? organisation,
    countrySource: given ? "source" : branch ? "branch" : "organisation",
    ownLines: lists.ownLines,
    placeholders: lists.placeholders,
  };
}

function countryCode(text: string | null | undefined): CountryCode | null {
  const code = text?.toUpperCase();
  return code && isSupportedCountry(code) ? code : null;
}

/** To be called after own lines, placeholders or branches changed in this process; other instances follow within half a minute. */
export function forgetPhoneLists(): void {
  cache.clear();
}
