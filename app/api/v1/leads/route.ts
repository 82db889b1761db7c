import { apiRoute } from "@/app/_server/route";
import { listLeads } from "@/domain/leads/queries";
import { leadToWire } from "../_wire/lead";
import { operations } from "../_wire/operations";

export const GET = apiRoute(operations.listLeads, async ({ ctx, query }) => {
  const { phone_number: phoneNumber, ...filter } = query;
  const { leads, next } = await listLeads(ctx, { phoneNumber, ...filter });
  return { body: { leads: leads.map(leadToWire), next } };
});
