import { apiRoute } from "@/app/_server/route";
import { getOwnCustomer } from "@/domain/customers/own";
import { userToWire } from "../_wire/account";
import { customerToWire } from "../_wire/customer";
import { operations } from "../_wire/operations";

export const GET = apiRoute(operations.getMe, async ({ ctx, user }) => {
  const apiKey = ctx.actor.kind === "apiKey" ? { id: ctx.actor.id, role: ctx.actor.role } : null;
  const own = user?.customerId ? await getOwnCustomer(ctx) : null;
  return {
    body: {
      user: user && userToWire(user),
      api_key: apiKey,
      customer: own && customerToWire(own),
    },
  };
});
