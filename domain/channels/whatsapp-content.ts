import { firstSaid, isRecord, recordOf, said } from "./voice-text";

/** Kinds that carry a file. */
const MEDIA = new Set(["image", "video", "document", "audio", "sticker"]);
/** Marks on other messages, and notices: WhatsApp counts none of them as the person having written. */
const NO_WRITING = new Set(["reaction", "edit", "revoke", "system"]);

const LONGEST_TYPE = 40;

/** The type as WhatsApp names it. Kinds that are newer than this program keep their name and are shown as not shown. */
export const typeOf = (raw: Record<string, unknown>): string =>
  firstSaid(raw.type)?.slice(0, LONGEST_TYPE) ?? "unknown";

export const opensWindow = (type: string): boolean => !NO_WRITING.has(type);

/** What of a message a person reads as its words; null for what has none, such as a sticker. */
export function bodyOf(type: string, raw: Record<string, unknown>): string | null {
  const part = recordOf(raw[type]);
  if (MEDIA.has(type)) return said(part.caption);
  switch (type) {
    case "text":
      return words(part.body);
    case "button":
      return firstSaid(part.text, part.payload);
    case "interactive":
      return interactiveBody(part);
    case "location":
      return firstSaid(part.name, part.address);
    case "contacts":
      return contactNames(raw.contacts);
    case "reaction":
      return words(part.emoji);
    case "order":
      return firstSaid(part.text);
    case "system":
      return words(part.body);
    case "edit":
      return editedBody(part.message);
    default:
      // An unknown kind that has a text of the usual shape is read; it is shown as unknown all the same.
      return firstSaid(part.body, part.caption, part.text);
  }
}

/** A person's own words, whatever they are: "none" is a message too. */
const words = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value : null;

function interactiveBody(part: Record<string, unknown>): string | null {
  const reply = [part.button_reply, part.list_reply].find(isRecord);
  if (reply) return firstSaid(reply.title, reply.id);
  const form = recordOf(part.nfm_reply);
  return firstSaid(form.body, form.name);
}

function editedBody(message: unknown): string | null {
  const edited = recordOf(message);
  const type = typeOf(edited);
  return type === "edit" ? null : bodyOf(type, edited);
}

function contactNames(contacts: unknown): string | null {
  if (!Array.isArray(contacts)) return null;
  const names = contacts.flatMap((contact) => {
    const name = recordOf(recordOf(contact).name);
    return firstSaid(name.formatted_name, name.first_name) ?? [];
  });
  return names.length > 0 ? names.join(", ") : null;
}

/** What may be a word about consent: only what somebody wrote or tapped. */
export const saidIn = (type: string, body: string | null): string | null =>
  type === "text" || type === "button" || type === "interactive" ? body : null;
