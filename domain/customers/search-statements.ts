import { type SQL, sql } from "drizzle-orm";
import { atMost } from "@/db/prepared";

/*
 * Each statement selects hits: (customer_id, phone, country, rank, seen), rank being the position in MATCHES from 1.
 * Ranges on reverse() are written with ~>=~ and ~<~ because LIKE cannot use the index under a generic plan; ':' is the character
 * after '9', so the range holds exactly what ends in the digits. Measured on 1,000,000 customers: these stay under a millisecond,
 * a trigram search takes a few, and none of them may scan the table (search-plan.test.ts reads the plans).
 */

const activePhone = sql.raw("p.kind = 'phone' and p.valid_to is null");

const columns = (rank: number) =>
  sql`p.customer_id, p.value phone, p.country, ${sql.raw(String(rank))} rank, p.last_seen_at seen`;

/** A whole number: its owner first, then whoever has the same national number in another country. */
export function byNumber(input: {
  e164: string;
  matchKeys: string[];
  matchKey: string;
  national: string;
}): SQL {
  return sql`(select p.customer_id, p.value phone, p.country,
        case when p.match_key <> ${input.matchKey} then 3 when p.value = ${input.e164} then 1 else 2 end rank, p.last_seen_at seen
      from contact_points p
      where p.kind = 'phone' and p.scope = '' and p.match_key = any(${sql.param(input.matchKeys)}::text[]) and p.valid_to is null
      limit 20)
    union all
    (select ${columns(3)} from contact_points p
      where ${activePhone} and ${endsIn(sql`p.value`, input.national)} limit 20)`;
}

/** The last four digits, newest seen first: served in order by (right(value, 4), last_seen_at desc). */
export const byLastFour = (digits: string, limit: number): SQL => sql`
  select ${columns(4)} from contact_points p where ${activePhone} and right(p.value, 4) = ${digits}
  order by p.last_seen_at desc limit ${atMost(limit)}`;

/** Any other number of last digits. Three match a thousandth of all numbers, so the newest of the first thousand are shown. */
export const bySuffix = (digits: string, limit: number): SQL => sql`
  select * from (select ${columns(4)} from contact_points p where ${activePhone} and ${endsIn(sql`p.value`, digits)} limit 1000) s
  order by seen desc limit ${atMost(limit)}`;

/** Digits anywhere in the number: the second step, when the suffix did not fill the list. */
export const byContained = (digits: string, limit: number): SQL => sql`
  select * from (select ${columns(5)} from contact_points p where ${activePhone} and p.value like ${`%${digits}%`} limit 200) s
  order by seen desc limit ${atMost(limit)}`;

/** A name or a surname that begins with the text. */
export function byNamePrefix(text: string, limit: number): SQL {
  const live = sql.raw("c.merged_into_id is null and c.deleted_at is null");
  const hit = sql.raw("c.id customer_id, null::text phone, null::text country, 6 rank, c.last_seen_at seen");
  const surname = sql.raw("fold_name(substring(c.display_name from '[^ ]+$'))");
  return sql`(select ${hit} from customers c where ${live} and ${startsWith(sql`fold_name(c.display_name)`, text)} limit ${atMost(limit * 5)})
    union all
    (select ${hit} from customers c where ${live} and ${startsWith(surname, text)} limit ${atMost(limit * 5)})`;
}

/** Each word of the text anywhere in a name, in any order: common parts hit thousands, so the order is only among the first 200. */
export function byNameContained(text: string, limit: number): SQL {
  const words = text.split(/\s+/).filter(Boolean).slice(0, 5);
  const holds = words.map(
    (word) => sql`fold_name(c.display_name) like '%' || fold_name(${escapeLike(word)}::text) || '%'`,
  );
  return sql`select * from (select c.id customer_id, null::text phone, null::text country, 6 rank, c.last_seen_at seen from customers c
    where c.merged_into_id is null and c.deleted_at is null and ${sql.join(holds, sql` and `)} limit 200) s
  order by seen desc nulls last limit ${atMost(limit)}`;
}

export const byEmail = (text: string): SQL => sql`
  select c.id customer_id, null::text phone, null::text country, 7 rank, c.last_seen_at seen from customers c
  where lower(c.email) = ${text} and c.merged_into_id is null and c.deleted_at is null limit 20`;

export const endsIn = (column: SQL, digits: string): SQL =>
  sql`reverse(${column}) ~>=~ reverse(${digits}::text) and reverse(${column}) ~<~ (reverse(${digits}::text) || ':')`;

// chr(1114111) is the highest character: nothing that starts with the text sorts behind it.
export const startsWith = (column: SQL, text: string): SQL =>
  sql`${column} ~>=~ fold_name(${text}::text) and ${column} ~<~ (fold_name(${text}::text) || chr(1114111))`;

export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
