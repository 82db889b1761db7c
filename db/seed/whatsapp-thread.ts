import type { Random } from "./random";
import { fillIn } from "./speak";
import { SEND_FAILURES } from "./whatsapp-talk";

/** The WhatsApp number of the demo, within which message ids are unique. */
export const PHONE_NUMBER_ID = "100000000000001";

export type Message = {
  id: string;
  wamid: string;
  direction: "in" | "out";
  author: "customer" | "agent" | "staff" | "system";
  authorUserId: string | null;
  type: string;
  body: string | null;
  payload: Record<string, unknown> | null;
  status: "received" | "sent" | "delivered" | "read" | "failed";
  statusReason: string | null;
  sentAt: Date;
};

export type Thread = {
  id: string;
  customerId: string | null;
  branchId: string;
  contactName: string | null;
  /** E.164; null where WhatsApp gave no number. */
  phone: string | null;
  messages: Message[];
};

const LINE = /^(<|>>|>) (?:\[(\w+)\] ?)?(.*)$/;

/** One line of a talk as a message sent at that moment. */
export function makeMessage(
  random: Random,
  input: { line: string; words: Readonly<Record<string, string>>; at: Date; staffId: string | null },
): Message {
  const [, arrow = "<", kind = "text", text = ""] = LINE.exec(input.line) ?? [];
  const incoming = arrow === "<";
  const status = incoming ? "received" : sentStatus(random);
  const type = incoming && kind === "text" && random.chance(0.02) ? "audio" : kind;
  const body = type === "audio" || text === "" ? null : fillIn(text, input.words);
  const id = random.id(input.at);
  return {
    id,
    wamid: `wamid.DEMO${id.replaceAll("-", "").toUpperCase()}`,
    direction: incoming ? "in" : "out",
    author: incoming ? "customer" : arrow === ">>" ? "staff" : "agent",
    authorUserId: arrow === ">>" ? input.staffId : null,
    type,
    body,
    payload: payloadOf(type, body, id),
    status,
    statusReason: status === "failed" ? random.pick(SEND_FAILURES) : null,
    sentAt: input.at,
  };
}

function sentStatus(random: Random): Message["status"] {
  return random.weighted([
    ["read", 80],
    ["delivered", 13],
    ["sent", 4],
    ["failed", 3],
  ]);
}

/** What the provider sent beside the words, in its own shape. */
function payloadOf(type: string, caption: string | null, id: string): Record<string, unknown> | null {
  const media = `9${parseInt(id.slice(-10), 16)}`;
  const withCaption = caption ? { caption } : {};
  switch (type) {
    case "image":
      return { image: { id: media, mime_type: "image/jpeg", ...withCaption } };
    case "audio":
      return { audio: { id: media, mime_type: "audio/ogg; codecs=opus", voice: true } };
    case "document":
      return { document: { id: media, mime_type: "application/pdf", filename: caption ?? "File.pdf" } };
    case "location":
      return { location: { latitude: 0.3326, longitude: 32.5868, name: caption ?? "Location" } };
    case "unsupported":
      return { errors: [{ code: 131051, title: "Message type unknown" }] };
    default:
      return null;
  }
}
