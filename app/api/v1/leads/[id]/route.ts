import { apiRoute } from "@/app/_server/route";
import { getLeadDetail } from "@/domain/leads/lead-detail";
import { updateLead } from "@/domain/leads/update-lead";
import { leadDetailToWire } from "../../_wire/lead";
import { operations } from "../../_wire/operations";

export const GET = apiRoute(operations.getLead, async ({ ctx, params }) => ({
  body: { lead: leadDetailToWire(await getLeadDetail(ctx, params.id ?? "")) },
}));

export const PATCH = apiRoute(operations.updateLead, async ({ ctx, params, body }) => {
  const { phone_number: phoneNumber, is_test: isTest, ...rest } = body;
  // Asked for first, so that an id that is none is "not found", as it is for GET.
  const { lead } = await getLeadDetail(ctx, params.id ?? "");
  await updateLead(ctx, { id: lead.id, phoneNumber, isTest, ...rest });
  return { body: { lead: leadDetailToWire(await getLeadDetail(ctx, lead.id)) } };
});
