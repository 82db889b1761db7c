import { z } from "zod";
import { CHANNELS } from "@/domain/conversations/input";
import type { ConversationItem } from "@/domain/conversations/queries";
import type { CallView, ConversationDetail, MessageView } from "@/domain/conversations/view";
import { afterQuery, id, instant, iso, isoOrNull, limitQuery, nextPage } from "./fields";

const thread = z.object({
  id,
  channel: z.enum(CHANNELS),
  status: z.enum(["open", "closed"]),
  customer_id: id.nullable(),
  customer_name: z
    .string()
    .nullable()
    .meta({ description: "Null while nobody is linked or the name is unknown." }),
  contact_name: z.string().nullable(),
  contact_phone: z.string().nullable(),
  branch: z.string().nullable(),
  summary: z.string().nullable(),
  started_at: instant,
  last_message_at: instant,
});

const author = z.enum(["customer", "agent", "staff", "system"]);

export const conversation = thread
  .extend({ last_message: z.object({ author, body: z.string().nullable() }).nullable() })
  .meta({ id: "Conversation" });

const message = z
  .object({
    id,
    direction: z.enum(["in", "out"]),
    author,
    type: z.string(),
    body: z.string().nullable(),
    status: z.enum(["received", "queued", "sent", "delivered", "read", "failed"]),
    status_reason: z.string().nullable(),
    sent_at: instant,
  })
  .meta({ id: "Message" });

const call = z
  .object({
    id,
    provider: z.string(),
    external_id: z.string(),
    direction: z.enum(["inbound", "outbound", "web"]),
    outcome: z.string().nullable(),
    end_reason: z.string().nullable(),
    from_number: z.string().nullable(),
    to_number: z.string().nullable(),
    customer_phone: z.string().nullable(),
    unlinked_reason: z.string().nullable(),
    fields: z.record(z.string(), z.unknown()).meta({ description: "What the agent collected, as it came." }),
    started_at: instant.nullable(),
    ended_at: instant.nullable(),
    duration_seconds: z.number().nullable(),
  })
  .meta({ id: "CallSession" });

export const conversationDetail = thread.extend({
  call: call.nullable(),
  messages: z.array(message).meta({ description: "Oldest first." }),
  earlier: z.string().nullable().meta({ description: "Pass it as `before` for the messages before these." }),
});

export const conversationsQuery = z.strictObject({ limit: limitQuery, after: afterQuery });
export const conversationQuery = z.strictObject({
  before: z.string().max(200).optional().meta({ description: "The `earlier` of an earlier answer." }),
});
export const conversationsAnswer = z.object({ conversations: z.array(conversation), next: nextPage });
export const conversationAnswer = z.object({ conversation: conversationDetail });

type Thread = Omit<ConversationItem, "customerId" | "customerName" | "lastMessage">;

const threadToWire = (view: Thread) => ({
  id: view.id,
  channel: view.channel,
  status: view.status,
  contact_name: view.contactName,
  contact_phone: view.contactPhone,
  branch: view.branchName,
  summary: view.summary,
  started_at: iso(view.startedAt),
  last_message_at: iso(view.lastMessageAt),
});

export const conversationToWire = (view: ConversationItem): z.input<typeof conversation> => ({
  ...threadToWire(view),
  customer_id: view.customerId,
  customer_name: view.customerName,
  last_message: view.lastMessage,
});

const messageToWire = (view: MessageView): z.input<typeof message> => ({
  id: view.id,
  direction: view.direction,
  author: view.author,
  type: view.type,
  body: view.body,
  status: view.status,
  status_reason: view.statusReason,
  sent_at: iso(view.sentAt),
});

const callToWire = (view: CallView): z.input<typeof call> => ({
  id: view.id,
  provider: view.provider,
  external_id: view.externalId,
  direction: view.direction,
  outcome: view.outcome,
  end_reason: view.endReason,
  from_number: view.fromNumber,
  to_number: view.toNumber,
  customer_phone: view.customerPhone,
  unlinked_reason: view.unlinkedReason,
  fields: view.fields,
  started_at: isoOrNull(view.startedAt),
  ended_at: isoOrNull(view.endedAt),
  duration_seconds: view.durationSeconds,
});

export const conversationDetailToWire = (view: ConversationDetail): z.input<typeof conversationDetail> => ({
  ...threadToWire(view),
  customer_id: view.customer?.id ?? null,
  customer_name: view.customer?.displayName ?? null,
  call: view.call && callToWire(view.call),
  messages: view.messages.map(messageToWire),
  earlier: view.earlier,
});
