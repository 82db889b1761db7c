import { countryOfScopedId } from "@/domain/customers/identity-keys";
import { firstSaid, isRecord, recordOf, said } from "./voice-text";

/** Who wrote, under every name that the delivery gives them. Numbers have a leading +. */
export type Person = {
  phone: string | null;
  bsuid: string | null;
  parentBsuid: string | null;
  name: string | null;
  whatsappId: string | null;
};

const LONGEST_NAME = 200;
/** Twice what a number can have: enough to see that it is none. */
const MOST_DIGITS = 30;

/** A business-scoped id, wherever it stands: some deliveries put it where a number is expected. */
const scopedId = (...values: unknown[]): string | null =>
  values.map(said).find((text) => text !== null && countryOfScopedId(text) !== null) ?? null;

/** Digits as WhatsApp writes a number, without the +. */
export function digitsOf(...values: unknown[]): string | null {
  for (const value of values) {
    const text = said(value);
    if (text === null || countryOfScopedId(text) !== null) continue;
    const digits = text.replace(/\D/g, "").slice(0, MOST_DIGITS);
    if (digits !== "") return digits;
  }
  return null;
}

export const phoneOf = (...values: unknown[]): string | null => {
  const digits = digitsOf(...values);
  return digits && `+${digits}`;
};

/**
 * The sender of a message, joined to *their* contact by number or id: a delivery may hold several people's contacts in any order, or none.
 */
export function readPerson(raw: Record<string, unknown>, contacts: unknown[]): Person {
  const contact = contactOf(raw, contacts);
  const shared = phoneTheyGave(raw);
  const waId = digitsOf(raw.from, contact.wa_id, shared);
  const bsuid = scopedId(raw.from_user_id, contact.user_id, raw.from, contact.wa_id);
  const name = said(recordOf(contact.profile).name)
    ?.replace(/\p{Cf}/gu, "")
    .trim();
  return {
    phone: waId && `+${waId}`,
    bsuid,
    parentBsuid: scopedId(raw.from_parent_user_id, contact.parent_user_id),
    name: name ? name.slice(0, LONGEST_NAME) : null,
    whatsappId: waId ?? bsuid,
  };
}

function contactOf(raw: Record<string, unknown>, contacts: unknown[]): Record<string, unknown> {
  const from = said(raw.from);
  const userId = scopedId(raw.from_user_id, raw.from);
  const theirs = contacts.filter(isRecord).find((contact) => {
    const waId = said(contact.wa_id);
    return (
      (userId !== null && said(contact.user_id) === userId) ||
      (from !== null && waId !== null && waId === from)
    );
  });
  return theirs ?? {};
}

/** The number that somebody handed over by tapping our request for it: their own, by WhatsApp's word. A card that they share is not. */
function phoneTheyGave(raw: Record<string, unknown>): string | null {
  if (raw.type !== "contacts" || !Array.isArray(raw.contacts)) return null;
  const given = raw.contacts.filter(isRecord).find(({ origin }) => origin === "contact_request");
  const phones = given && Array.isArray(given.phones) ? given.phones.filter(isRecord) : [];
  return firstSaid(phones[0]?.wa_id, phones[0]?.phone);
}
