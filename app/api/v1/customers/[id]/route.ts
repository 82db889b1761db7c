import { apiRoute } from "@/app/_server/route";
import { getCustomer } from "@/domain/customers/queries";
import { customerDetailToWire } from "../../_wire/customer";
import { operations } from "../../_wire/operations";

export const GET = apiRoute(operations.getCustomer, async ({ ctx, params }) => ({
  body: { customer: customerDetailToWire(await getCustomer(ctx, params.id ?? "")) },
}));
