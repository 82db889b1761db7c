import { apiRoute } from "@/app/_server/route";
import { listConversations } from "@/domain/conversations/queries";
import { conversationToWire } from "../_wire/conversation";
import { operations } from "../_wire/operations";

export const GET = apiRoute(operations.listConversations, async ({ ctx, query }) => {
  const { conversations, next } = await listConversations(ctx, query);
  return { body: { conversations: conversations.map(conversationToWire), next } };
});
