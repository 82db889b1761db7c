import type { Call } from "./call-rows";
import type { Lead } from "./leads";
import { type Message, PHONE_NUMBER_ID, type Thread } from "./whatsapp-thread";

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** Deliveries in the providers' own shapes, so that a replay finds what is stored already. */
export function voiceBody(call: Call): object {
  return {
    type: "voice.call.ended",
    timestamp: call.endedAt,
    data: {
      provider: call.provider,
      call_id: call.callId,
      direction: call.direction,
      from: call.customerPhone,
      to: call.ourLine,
      started_at: call.startedAt,
      ended_at: call.endedAt,
      end_reason: call.outcome,
      summary: call.summary,
      transcript: call.lines.map(({ author, body, atSeconds }) => ({
        role: author,
        text: body,
        at_s: atSeconds,
      })),
      fields: call.callerName ? { name: call.callerName } : {},
    },
  };
}

const whatsappBody = (value: object): object => ({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "100000000000000",
      changes: [
        {
          field: "messages",
          value: {
            messaging_product: "whatsapp",
            metadata: { display_phone_number: "256414000100", phone_number_id: PHONE_NUMBER_ID },
            ...value,
          },
        },
      ],
    },
  ],
});

/** A message that came in, or the state of one that went out. */
export function whatsappMessageBody(thread: Thread, message: Message): object {
  const digits = thread.phone?.slice(1);
  const timestamp = String(seconds(message.sentAt));
  if (message.direction === "out") {
    const status = message.status === "received" ? "sent" : message.status;
    return whatsappBody({ statuses: [{ id: message.wamid, status, timestamp, recipient_id: digits }] });
  }
  const content = message.type === "text" ? { text: { body: message.body ?? "" } } : (message.payload ?? {});
  return whatsappBody({
    contacts: [{ profile: { name: thread.contactName ?? "" }, wa_id: digits }],
    messages: [{ from: digits, id: message.wamid, timestamp, type: message.type, ...content }],
  });
}

export function knowlarityBody(call: Call): object {
  return {
    uuid: call.callId,
    customer_number: call.customerPhone,
    agent_number: call.agentNumber ?? "None",
    knowlarity_number: call.ourLine,
    start_time: call.startedAt.toISOString().replace("T", " ").replace("Z", "+00:00"),
    call_duration: String(Math.round((call.endedAt.getTime() - call.startedAt.getTime()) / 1000)),
    business_call_type: call.outcome === "no_answer" ? "Missed Call" : "Call Group",
    call_recording: "",
  };
}

export function metaBody(lead: Lead): object {
  const value = {
    leadgen_id: lead.externalId,
    form_id: "500000000000005",
    page_id: "300000000000003",
    created_time: seconds(lead.createdAt),
  };
  return {
    object: "page",
    entry: [{ id: "300000000000003", time: seconds(lead.createdAt), changes: [{ field: "leadgen", value }] }],
  };
}
