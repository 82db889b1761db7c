import { z } from "zod";
import { parseInput } from "@/domain/command";
import type { incomingMessage } from "@/domain/conversations/record-message";
import { AppError } from "@/domain/errors";
import { storableValue } from "./json-body";
import { recordOf } from "./voice-text";
import { bodyOf, opensWindow, saidIn, typeOf } from "./whatsapp-content";
import type { Line, RawItem } from "./whatsapp-payload";
import { digitsOf, type Person, phoneOf, readPerson } from "./whatsapp-person";
import { readChange, readIdUpdate } from "./whatsapp-system";

export type ReadMessage = Omit<z.input<typeof incomingMessage>, "branchId">;

/** Only what cannot be done without; the rest is read leniently, so that a new or odd field never loses a message. */
const message = z.looseObject(
  {
    id: z.string({ error: "expected the message's id" }).trim().min(1, "expected the message's id").max(500),
  },
  { error: "expected an object" },
);

/** A provider's clock may run ahead of ours a little; a time far ahead would hold a window open, and keep "last seen" there. */
const MOST_AHEAD_MS = 10 * 60 * 1000;

/** Unix seconds as text, as WhatsApp writes them. What is missing or cannot be is the time of receipt. */
function readAt(timestamp: unknown, receivedAt: Date): Date {
  const seconds = Number(timestamp);
  const at = new Date(seconds * 1000);
  const isUsable =
    timestamp !== null &&
    timestamp !== "" &&
    seconds > 0 &&
    !Number.isNaN(at.getTime()) &&
    at.getTime() <= receivedAt.getTime() + MOST_AHEAD_MS;
  return isUsable ? at : receivedAt;
}

export function lineOf(item: RawItem): Line {
  if (!item.line)
    throw new AppError("invalid", "it does not say to which of our numbers it belongs (phone_number_id).");
  return item.line;
}

/** One message that came in. Throws `invalid`, in words that follow the item's name. */
export function readMessage(item: RawItem, receivedAt: Date): ReadMessage {
  const line = lineOf(item);
  const raw = parseInput(message, storableValue(item.raw));
  const type = typeOf(raw);
  const body = bodyOf(type, raw);
  const sender = readPerson(raw, item.contacts.map(storableValue));
  const change = type === "system" ? readChange(recordOf(raw.system), sender) : null;
  return {
    ...common(line, item, raw, receivedAt),
    direction: "in",
    author: type === "system" ? "system" : "customer",
    type,
    body,
    opensWindow: opensWindow(type),
    said: saidIn(type, body),
    person: reachable(change?.person ?? sender, line),
    former: change?.former ?? null,
  };
}

/** One message that somebody here typed into the telephone's own app, so that the thread is whole. */
export function readEcho(item: RawItem, receivedAt: Date): ReadMessage {
  const line = lineOf(item);
  const raw = parseInput(message, storableValue(item.raw));
  const type = typeOf(raw);
  const waId = digitsOf(raw.to);
  const { bsuid, parentBsuid } = readPerson({ from: raw.to, from_user_id: raw.to_user_id }, []);
  return {
    ...common(line, item, raw, receivedAt),
    direction: "out",
    author: "staff",
    type,
    body: bodyOf(type, raw),
    opensWindow: false,
    said: null,
    person: reachable(
      { phone: phoneOf(raw.to), bsuid, parentBsuid, name: null, whatsappId: waId ?? bsuid },
      line,
    ),
    former: null,
  };
}

/** A change of somebody's id that came by itself; it stands in the thread as a notice. The two ids are its name. */
export function readIdUpdateNotice(item: RawItem, receivedAt: Date): ReadMessage {
  const line = lineOf(item);
  const raw = recordOf(storableValue(item.raw));
  const { person, former } = readIdUpdate(raw);
  const id = `user_id_update:${former.bsuid}:${person.bsuid}`;
  return {
    ...common(line, item, { ...raw, id }, receivedAt),
    direction: "in",
    author: "system",
    type: "system",
    body: "WhatsApp gave this person a new id, as it does when somebody changes their number.",
    opensWindow: false,
    said: null,
    person: reachable(person, line),
    former,
  };
}

const common = (
  line: Line,
  item: RawItem,
  raw: Record<string, unknown> & { id: string },
  receivedAt: Date,
) => ({
  channel: "whatsapp" as const,
  scope: line.phoneNumberId,
  externalId: raw.id,
  payload: raw,
  sentAt: readAt(raw.timestamp, receivedAt),
  position: item.position,
});

function reachable(person: Person, line: Line) {
  if (!person.phone && !person.bsuid)
    throw new AppError("invalid", "it names no sender, neither a number nor an id.");
  return { ...person, scope: line.wabaId };
}
