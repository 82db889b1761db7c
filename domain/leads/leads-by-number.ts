import { sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { phoneContext } from "@/domain/customers/phone-context";
import { spellingsOf } from "@/domain/phone/aliases";
import { readPhone } from "@/domain/phone/read";
import { isListed, type LeadRow, type LeadView, leadColumns, leadJoins, leadView } from "./view";

/** A number's leads, linked or not, of all branches, newest first. None for what is no number. */
export async function leadsByNumber(ctx: Ctx, phoneNumber: string, limit: number): Promise<LeadView[]> {
  const reading = readPhone(phoneNumber, await phoneContext(ctx));
  if (reading.kind === "none") return [];
  const spellings = sql.param(spellingsOf(reading.e164));
  const national = reading.e164.slice(-7);
  // Three indexed ways to a lead: through the owner of the number, by its normal form, by the digits of a legacy spelling. The last
  // one reads the number again, because seven digits alone may be somebody else's.
  const rows = await prepared<LeadRow>(
    ctx.db,
    sql`select ${leadColumns} from leads l ${leadJoins} where ${isListed} and l.id in (
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
