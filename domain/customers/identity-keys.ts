import type { ReadPhone } from "@/domain/phone/read";

/** Under which of somebody's names an event came: a phone number, and ids that only hold within one account of a provider. */
export type Identity = {
  phone: ReadPhone | null;
  bsuid: string | null;
  parentBsuid: string | null;
  /** The provider's account within which the ids hold. */
  scope: string;
};

/** What the same person was known by until now, when the provider itself says that it changed. */
export type FormerIdentity = { phone: ReadPhone | null; bsuid: string | null };

export type KeyKind = "phone" | "wa_bsuid" | "wa_parent_bsuid";
export type IdentityKey = {
  kind: KeyKind;
  scope: string;
  value: string;
  matchKey: string;
  country: string | null;
  isUnusual: boolean;
};

const SCOPED_ID = /^([A-Z]{2})\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/** The ISO country that a business-scoped id begins with, or null when the text is no such id. */
export const countryOfScopedId = (text: string): string | null => SCOPED_ID.exec(text)?.[1] ?? null;

const phoneKey = (phone: ReadPhone): IdentityKey => ({
  kind: "phone",
  scope: "",
  value: phone.e164,
  matchKey: phone.matchKey,
  country: phone.country,
  isUnusual: phone.isUnusual,
});

const scopedKey = (kind: "wa_bsuid" | "wa_parent_bsuid", scope: string, value: string): IdentityKey => ({
  kind,
  scope,
  value,
  matchKey: value,
  country: countryOfScopedId(value),
  isUnusual: false,
});

/** The keys in the one order in which everybody claims them, so that two who claim the same ones wait for each other and never in a ring. */
export function keysOf({ phone, bsuid, parentBsuid, scope }: Identity): IdentityKey[] {
  return [
    ...(bsuid ? [scopedKey("wa_bsuid", scope, bsuid)] : []),
    ...(parentBsuid ? [scopedKey("wa_parent_bsuid", scope, parentBsuid)] : []),
    ...(phone ? [phoneKey(phone)] : []),
  ];
}

/** Former keys without those that still hold. */
export function formerKeysOf(former: FormerIdentity | null, identity: Identity): IdentityKey[] {
  if (!former) return [];
  const current = new Set(keysOf(identity).map(({ matchKey }) => matchKey));
  return keysOf({ ...former, parentBsuid: null, scope: identity.scope }).filter(
    ({ matchKey }) => !current.has(matchKey),
  );
}
