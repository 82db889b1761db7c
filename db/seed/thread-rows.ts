import { matchKeyOf } from "@/domain/phone/aliases";
import { insertRows, type Writer } from "./fill";
import { type Message, PHONE_NUMBER_ID, type Thread } from "./whatsapp-thread";

export async function writeThreads(sql: Writer, threads: readonly Thread[]): Promise<void> {
  const times = threads.map((thread) => {
    const startedAt = thread.messages[0]?.sentAt;
    const lastInboundAt = thread.messages.findLast(({ direction }) => direction === "in")?.sentAt ?? null;
    return { ...thread, startedAt, lastAt: thread.messages.at(-1)?.sentAt, lastInboundAt };
  });
  // A number that went from one person to another has two threads; what comes next belongs to the later one.
  const latest = new Map(
    times
      .toSorted((a, b) => Number(a.lastAt) - Number(b.lastAt))
      .flatMap(({ id, phone }) => (phone ? [[matchKeyOf(phone), id] as const] : [])),
  );
  const participantKey = (id: string, phone: string | null) =>
    phone && latest.get(matchKeyOf(phone)) === id ? matchKeyOf(phone) : null;
  await insertRows(
    sql,
    "conversations",
    times.map(
      ({ id, customerId, branchId: branch, contactName, phone, startedAt, lastAt, lastInboundAt }) => ({
        id,
        customer_id: customerId,
        channel: "whatsapp",
        branch_id: branch,
        status: "open",
        contact_name: contactName,
        contact_phone: phone,
        phone_match_key: phone ? matchKeyOf(phone) : null,
        channel_scope: PHONE_NUMBER_ID,
        participant_key: participantKey(id, phone),
        last_inbound_at: lastInboundAt,
        summary: null,
        started_at: startedAt,
        last_message_at: lastAt,
        created_at: startedAt,
      }),
    ),
  );
  await insertRows(
    sql,
    "messages",
    threads.flatMap((thread) => thread.messages.map((message) => messageRow(thread.id, message))),
  );
}

function messageRow(conversationId: string, message: Message) {
  return {
    id: message.id,
    conversation_id: conversationId,
    external_scope: PHONE_NUMBER_ID,
    external_id: message.wamid,
    direction: message.direction,
    author: message.author,
    author_user_id: message.authorUserId,
    type: message.type,
    body: message.body,
    payload: message.payload,
    status: message.status,
    status_reason: message.statusReason,
    position: 0,
    sent_at: message.sentAt,
    created_at: message.sentAt,
  };
}
