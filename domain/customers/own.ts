import type { Ctx } from "@/domain/ctx";
import { notFound } from "@/domain/errors";
import { requirePermission } from "@/domain/permissions";
import { customersByIds } from "./queries";
import type { CustomerView } from "./view";

/** The customer who is signed in, and nobody else: the id comes from the session, never from the request. Throws `not_found`. */
export async function getOwnCustomer(ctx: Ctx): Promise<CustomerView> {
  requirePermission(ctx.actor, "portal.read");
  const id = ctx.actor.kind === "user" ? ctx.actor.customerId : null;
  const [customer] = id ? await customersByIds(ctx, [id]) : [];
  if (!customer) throw notFound("Your customer record");
  return customer;
}
