import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import type { StoredCall } from "./session";

/**
 * A name or an address that a later event of a call brings, after the customer was found, fills what is empty on them. It does not
 * resolve the number again: the call stays with whom it is, even if the number has been handed over meanwhile.
 */
export async function fillCustomer(ctx: Ctx, stored: StoredCall, known: StoredCall): Promise<void> {
  const brings = known.callerName !== stored.callerName || known.callerEmail !== stored.callerEmail;
  if (!stored.customerId || !brings) return;
  await prepared(
    ctx.db,
    sql`update customers set display_name = coalesce(display_name, ${known.callerName}::text),
        email = coalesce(email, ${known.callerEmail}::text), updated_at = now()
      where id = ${stored.customerId}::uuid
        and ((display_name is null and ${known.callerName}::text is not null) or (email is null and ${known.callerEmail}::text is not null))`,
  );
}
