import { apiRoute } from "@/app/_server/route";
import { getConversation } from "@/domain/conversations/get-conversation";
import { conversationDetailToWire } from "../../_wire/conversation";
import { operations } from "../../_wire/operations";

export const GET = apiRoute(operations.getConversation, async ({ ctx, params, query }) => ({
  body: { conversation: conversationDetailToWire(await getConversation(ctx, params.id ?? "", query)) },
}));
