import { apiRoute } from "@/app/_server/route";
import { addLeadNote } from "@/domain/leads/add-lead-note";
import { getLeadDetail } from "@/domain/leads/lead-detail";
import { leadDetailToWire } from "../../../_wire/lead";
import { operations } from "../../../_wire/operations";

export const POST = apiRoute(operations.addLeadNote, async ({ ctx, params, body }) => {
  const { lead } = await getLeadDetail(ctx, params.id ?? "");
  await addLeadNote(ctx, { id: lead.id, body: body.body });
  return { status: 201, body: { lead: leadDetailToWire(await getLeadDetail(ctx, lead.id)) } };
});
