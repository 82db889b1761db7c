import { apiRoute } from "@/app/_server/route";
import { findOrCreateByPhone } from "@/domain/customers/find-or-create";
import { getCustomer } from "@/domain/customers/queries";
import { customerToWire } from "../../_wire/customer";
import { operations } from "../../_wire/operations";

export const PUT = apiRoute(operations.resolveCustomerByPhone, async ({ ctx, body }) => {
  const { customerId, isNewCustomer } = await findOrCreateByPhone(ctx, {
    phoneNumber: body.phone_number,
    country: body.country,
    displayName: body.display_name,
    email: body.email,
    address: body.address,
    area: body.area,
  });
  const { customer } = await getCustomer(ctx, customerId);
  return {
    status: isNewCustomer ? 201 : 200,
    body: { customer: customerToWire(customer), is_new_customer: isNewCustomer },
  };
});
