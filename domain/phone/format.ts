import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { mainCountryOf } from "./plan";

/** The number in international grouping (`+256 772 123456`); text that is no E.164 number comes back as it is. */
export function formatPhone(e164: string): string {
  return parsePhoneNumberFromString(e164, { extract: false })?.formatInternational() ?? e164;
}

/** The country an E.164 number belongs to; null where several share the code and the number does not tell. */
export function countryOf(e164: string): CountryCode | null {
  const parsed = parsePhoneNumberFromString(e164, { extract: false });
  if (parsed === undefined) return null;
  return parsed.country ?? mainCountryOf(parsed.countryCallingCode);
}

const namesByLocale = new Map<string, Intl.DisplayNames>();

/** A country's name in a language; `locale` is a BCP 47 tag. */
export function countryName(code: CountryCode, locale: string): string {
  const names = namesByLocale.get(locale) ?? new Intl.DisplayNames([locale], { type: "region" });
  namesByLocale.set(locale, names);
  return names.of(code) ?? code;
}
