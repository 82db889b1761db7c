import { apiRoute } from "@/app/_server/route";
import { getCustomer } from "@/domain/customers/queries";
import { getLead } from "@/domain/leads/queries";
import { registerWalkIn } from "@/domain/leads/register-walk-in";
import { customerToWire } from "../_wire/customer";
import { leadToWire } from "../_wire/lead";
import { operations } from "../_wire/operations";

export const POST = apiRoute(operations.registerWalkIn, async ({ ctx, body }) => {
  const { phone_number: phoneNumber, display_name: displayName, ...rest } = body;
  const { leadId, customerId, isNewCustomer } = await registerWalkIn(ctx, {
    phoneNumber,
    displayName,
    ...rest,
  });
  const [lead, { customer }] = await Promise.all([getLead(ctx, leadId), getCustomer(ctx, customerId)]);
  return {
    status: 201,
    body: { lead: leadToWire(lead), customer: customerToWire(customer), is_new_customer: isNewCustomer },
  };
});
