import { z } from "zod";

export const CHANNELS = ["voice", "whatsapp", "knowlarity"] as const;

export const listConversationsInput = z.object({
  limit: z.number().int().min(1, "limit is 1 to 100").max(100, "limit is 1 to 100").default(50),
  after: z.string().optional(),
  channel: z.enum(CHANNELS, { error: `expected one of ${CHANNELS.join(", ")}` }).optional(),
  status: z.enum(["open", "closed"], { error: "expected open or closed" }).optional(),
  linked: z.boolean().optional(),
});

export const conversationIdInput = z.uuid({ error: "expected an id" });
