import { apiRoute } from "@/app/_server/route";
import { listCustomers } from "@/domain/customers/queries";
import { customerToWire } from "../_wire/customer";
import { operations } from "../_wire/operations";

export const GET = apiRoute(operations.listCustomers, async ({ ctx, query }) => {
  const { customers, next } = await listCustomers(ctx, query);
  return { body: { customers: customers.map(customerToWire), next } };
});
