import { apiRoute } from "@/app/_server/route";
import { listLeads } from "@/domain/leads/queries";
import { leadToWire } from "../_wire/lead";
import { operations } from "../_wire/operations";

export const GET = apiRoute(operations.listLeads, async ({ ctx, query }) => {
  const { phone_number: phoneNumber, ...page } = query;
  const { leads, next } = await listLeads(ctx, { phoneNumber, ...page });
  return { body: { leads: leads.map(leadToWire), next } };
});
