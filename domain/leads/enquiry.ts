import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import type { Source } from "@/domain/customers/resolve";

/**
 * The id under which a provider's enquiry stands in the history of the lead that it joined: made from the provider's own id, so that the
 * primary key keeps it once, and it is found without knowing whose it was.
 */
export function enquiryId(source: Source, externalId: string): string {
  const hex = createHash("sha256").update(`${source} ${externalId}`).digest("hex");
  // Version 8: an id of one's own making.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The lead that holds a provider's enquiry, as its own or as one that it joined; null when it has not come in before. */
export async function findEnquiry(
  ctx: Ctx,
  enquiry: { source: Source; externalId: string },
): Promise<string | null> {
  const { source, externalId } = enquiry;
  const [lead] = await prepared<{ id: string }>(
    ctx.db,
    sql`select id from leads where source = ${source} and external_id = ${externalId}
      union all select lead_id from lead_events where id = ${enquiryId(source, externalId)}::uuid limit 1`,
  );
  return lead?.id ?? null;
}
