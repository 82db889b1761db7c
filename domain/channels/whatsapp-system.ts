import { countryOfScopedId } from "@/domain/customers/identity-keys";
import { firstSaid, recordOf, said } from "./voice-text";
import { digitsOf, type Person } from "./whatsapp-person";

/** A person under their present names, and the names that are over. */
type Change = { person: Person; former: { phone: string | null; bsuid: string | null } };

const CHANGES = new Set(["user_changed_number", "user_changed_user_id"]);
const CHANGED_IDS = /changed from (\S+) to (\S+)/i;

const scoped = (value: unknown): string | null => {
  const text = said(value);
  return text !== null && countryOfScopedId(text) !== null ? text : null;
};

/**
 * What WhatsApp announces about somebody's number or id. The former ones stand in different places in different versions: `previous_user_id`, the
 * sender, or only the sentence. Null when the notice is about something else.
 */
export function readChange(system: Record<string, unknown>, sender: Person): Change | null {
  if (!CHANGES.has(firstSaid(system.type) ?? "")) return null;
  const [, fromText, toText] = CHANGED_IDS.exec(said(system.body) ?? "") ?? [];
  const formerId = scoped(system.previous_user_id) ?? scoped(fromText);
  const newId = scoped(system.user_id) ?? scoped(toText);
  const newDigits = digitsOf(system.wa_id);
  const phone = newDigits ? `+${newDigits}` : sender.phone;
  const bsuid = newId ?? (sender.bsuid === formerId ? null : sender.bsuid);
  return {
    person: {
      phone,
      bsuid,
      parentBsuid: scoped(system.parent_user_id) ?? sender.parentBsuid,
      name: sender.name,
      whatsappId: phone?.slice(1) ?? bsuid,
    },
    former: {
      // With an id alone nothing is said about the number: it stays, and helps to find the person.
      phone: sender.phone === phone ? null : sender.phone,
      bsuid: formerId ?? (sender.bsuid === bsuid ? null : sender.bsuid),
    },
  };
}

/** The same, in the shape that was announced for a field of its own. */
export function readIdUpdate(raw: Record<string, unknown>): Change {
  const user = recordOf(raw.user_id);
  const parent = recordOf(raw.parent_user_id);
  const digits = digitsOf(raw.wa_id);
  const bsuid = scoped(user.current) ?? scoped(raw.user_id);
  return {
    person: {
      phone: digits && `+${digits}`,
      bsuid,
      parentBsuid: scoped(parent.current) ?? scoped(raw.parent_user_id),
      name: null,
      whatsappId: digits ?? bsuid,
    },
    former: { phone: null, bsuid: scoped(user.previous) ?? scoped(raw.previous_user_id) },
  };
}
