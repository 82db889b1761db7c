import { sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import { parseInput } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { decodeCursor, encodeCursor } from "@/domain/cursor";
import { phoneContext } from "@/domain/customers/phone-context";
import { notFound } from "@/domain/errors";
import { requirePermission } from "@/domain/permissions";
import { spellingsOf } from "@/domain/phone/aliases";
import { readPhone } from "@/domain/phone/read";
import { listLeadsInput } from "./input";

export type LeadView = {
  id: string;
  customerId: string | null;
  customerName: string | null;
  source: string;
  externalId: string | null;
  phoneNumber: string | null;
  phoneNumberNormalized: string | null;
  displayName: string | null;
  email: string | null;
  interest: string | null;
  branchName: string | null;
  status: string;
  assigneeName: string | null;
  unlinkedReason: string | null;
  createdAt: Date;
};

type Row = {
  id: string;
  customer_id: string | null;
  customer_name: string | null;
  source: string;
  external_id: string | null;
  phone_number: string | null;
  phone_number_normalized: string | null;
  display_name: string | null;
  email: string | null;
  interest: string | null;
  branch_name: string | null;
  status: string;
  assignee_name: string | null;
  unlinked_reason: string | null;
  created_at: string;
};

const columns =
  sql.raw(`l.id, l.customer_id, c.display_name customer_name, l.source, l.external_id, l.phone_number,
  l.phone_number_normalized, l.display_name, l.email, l.interest, b.name branch_name, l.status, u.name assignee_name,
  l.unlinked_reason, l.created_at`);
const joins =
  sql.raw(`left join customers c on c.id = l.customer_id left join branches b on b.id = l.branch_id
  left join users u on u.id = l.assignee_id`);
const listed = sql.raw("l.archived_at is null and l.junk_at is null and not l.is_test");

function leadView(row: Row): LeadView {
  return {
    id: row.id,
    customerId: row.customer_id,
    customerName: row.customer_name,
    source: row.source,
    externalId: row.external_id,
    phoneNumber: row.phone_number,
    phoneNumberNormalized: row.phone_number_normalized,
    displayName: row.display_name,
    email: row.email,
    interest: row.interest,
    branchName: row.branch_name,
    status: row.status,
    assigneeName: row.assignee_name,
    unlinkedReason: row.unlinked_reason,
    createdAt: new Date(row.created_at),
  };
}

/** Throws `not_found`. */
export async function getLead(ctx: Ctx, id: string): Promise<LeadView> {
  requirePermission(ctx.actor, "leads.read");
  const [row] = await prepared<Row>(
    ctx.db,
    sql`select ${columns} from leads l ${joins} where l.id = ${id}::uuid`,
  );
  if (!row) throw notFound("This lead");
  return leadView(row);
}

/**
 * Newest first by keyset, all branches; `linked` false is those that belong to no customer. With `phoneNumber` in any spelling it is that
 * number's leads, and no other filter applies.
 */
export async function listLeads(
  ctx: Ctx,
  raw: { phoneNumber?: string; status?: string; linked?: boolean; limit?: number; after?: string },
): Promise<{ leads: LeadView[]; next: string | null }> {
  requirePermission(ctx.actor, "leads.read");
  const input = parseInput(listLeadsInput, raw);
  if (input.phoneNumber)
    return { leads: await leadsByNumber(ctx, input.phoneNumber, input.limit), next: null };
  const after = decodeCursor(input.after);
  const rows = await prepared<Row>(
    ctx.db,
    sql`select ${columns} from (select * from leads l where ${listed}
        ${input.status ? sql`and l.status = ${input.status}` : sql``}
        ${input.linked === undefined ? sql`` : sql`and (l.customer_id is not null) = ${input.linked}::boolean`}
        ${after ? sql`and (l.created_at, l.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
        order by l.created_at desc, l.id desc limit ${atMost(input.limit + 1)}) l ${joins}
      order by l.created_at desc, l.id desc`,
  );
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    leads: page.map(leadView),
    next: last ? encodeCursor({ at: last.created_at, id: last.id }) : null,
  };
}

async function leadsByNumber(ctx: Ctx, phoneNumber: string, limit: number): Promise<LeadView[]> {
  const reading = readPhone(phoneNumber, await phoneContext(ctx));
  if (reading.kind === "none") return [];
  const spellings = sql.param(spellingsOf(reading.e164));
  const national = reading.e164.slice(-7);
  // Three indexed ways to a lead: through the owner of the number, by its normal form, by the digits of a legacy spelling. The last
  // one reads the number again, because seven digits alone may be somebody else's.
  const rows = await prepared<Row>(
    ctx.db,
    sql`select ${columns} from leads l ${joins} where ${listed} and l.id in (
        select id from leads where customer_id in (select customer_id from contact_points
          where kind = 'phone' and scope = '' and match_key = ${reading.matchKey} and valid_to is null)
        union all
        select id from leads where customer_id is null and phone_number_normalized = any(${spellings}::text[])
        union all
        (select id from leads where customer_id is null and phone_number_normalized is null
          and reverse(phone_digits) ~>=~ reverse(${national}::text) and reverse(phone_digits) ~<~ (reverse(${national}::text) || ':') limit 100))
      order by l.created_at desc limit ${atMost(limit)}`,
  );
  const context = await phoneContext(ctx);
  return rows.map(leadView).filter((lead) => {
    if (lead.customerId || lead.phoneNumberNormalized) return true;
    const legacy = readPhone(lead.phoneNumber, context);
    return legacy.kind === "phone" && legacy.matchKey === reading.matchKey;
  });
}
