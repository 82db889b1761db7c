import { apiRoute } from "@/app/_server/route";
import { getCustomer } from "@/domain/customers/queries";
import { userToWire } from "../_wire/account";
import { customerToWire } from "../_wire/customer";
import { operations } from "../_wire/operations";

export const GET = apiRoute(operations.getMe, async ({ ctx, user }) => {
  const apiKey = ctx.actor.kind === "apiKey" ? { id: ctx.actor.id, role: ctx.actor.role } : null;
  // A customer may not read customers, except the one that is themselves; the id is their own row's, never the request's.
  const own = user?.customerId
    ? await getCustomer({ ...ctx, actor: { kind: "system", name: "me" } }, user.customerId)
    : null;
  return {
    body: {
      user: user && userToWire(user),
      api_key: apiKey,
      customer: own && customerToWire(own.customer),
    },
  };
});
