import { type SQL, sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { endsIn, startsWith } from "@/domain/customers/search-statements";

export type LeadHit = {
  id: string;
  displayName: string | null;
  /** As received. */
  phoneNumber: string | null;
  phoneNumberNormalized: string | null;
  source: string;
  status: string;
  interest: string | null;
  branchName: string | null;
  createdAt: Date;
};

type Row = {
  id: string;
  display_name: string | null;
  phone_number: string | null;
  phone_number_normalized: string | null;
  source: string;
  status: string;
  interest: string | null;
  branch: string | null;
  created_at: string;
};

/** Leads that belong to no customer yet, of all branches; linked ones are found through their customer. At most `limit`. */
async function readUnlinked(ctx: Ctx, where: SQL, limit: number): Promise<LeadHit[]> {
  const rows = await prepared<Row>(
    ctx.db,
    sql`select l.id, l.display_name, l.phone_number, l.phone_number_normalized, l.source, l.status, l.interest, b.name branch, l.created_at
      from (select * from leads l where l.customer_id is null and ${where} limit 200) l left join branches b on b.id = l.branch_id
      where l.archived_at is null and l.junk_at is null and not l.is_test
      order by l.created_at desc limit ${atMost(limit)}`,
  );
  return rows.map((row) => ({
    id: row.id,
    displayName: row.display_name,
    phoneNumber: row.phone_number,
    phoneNumberNormalized: row.phone_number_normalized,
    source: row.source,
    status: row.status,
    interest: row.interest,
    branchName: row.branch,
    createdAt: new Date(row.created_at),
  }));
}

/** By a whole number, in any spelling; a legacy lead without a normal form is found by its national digits. */
export const unlinkedByNumber = (ctx: Ctx, input: { spellings: string[]; national: string; limit: number }) =>
  readUnlinked(
    ctx,
    sql`l.id in (
      select id from leads where customer_id is null and phone_number_normalized = any(${sql.param(input.spellings)}::text[])
      union all
      (select id from leads where customer_id is null and ${endsIn(sql`phone_digits`, input.national)} limit 100))`,
    input.limit,
  );

export function unlinkedByDigits(ctx: Ctx, digits: string, limit: number): Promise<LeadHit[]> {
  if (digits.length === 4) {
    return readUnlinked(ctx, sql`right(l.phone_digits, 4) = ${digits}`, limit);
  }
  return readUnlinked(ctx, endsIn(sql`l.phone_digits`, digits), limit);
}

export const unlinkedByContained = (ctx: Ctx, digits: string, limit: number) =>
  readUnlinked(ctx, sql`l.phone_digits like ${`%${digits}%`}`, limit);

export const unlinkedByName = (ctx: Ctx, text: string, limit: number) =>
  readUnlinked(ctx, startsWith(sql`fold_name(l.display_name)`, text), limit);
