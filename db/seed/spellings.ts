import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Random } from "./random";

/** The way people at home write a number. */
export function nationally(e164: string): string {
  return parsePhoneNumberFromString(e164, { extract: false })?.formatNational() ?? e164;
}

const arabicDigits = (text: string) => text.replace(/\d/g, (digit) => "٠١٢٣٤٥٦٧٨٩".charAt(Number(digit)));

/** `+256-700000123`: the calling code and the rest, with something between them. */
function parted(e164: string, between: string): string {
  const code = parsePhoneNumberFromString(e164, { extract: false })?.countryCallingCode ?? "";
  return `+${code}${between}${e164.slice(1 + code.length)}`;
}

const AT_HOME: readonly ((e164: string) => string)[] = [
  (e164) => nationally(e164),
  (e164) => nationally(e164).replace(/\D/g, ""),
  (e164) => `${nationally(e164)} (mum)`,
  (e164) => arabicDigits(nationally(e164)),
  (e164) => nationally(e164).match(/\d+/g)?.join(".") ?? e164,
];
const ANYWHERE: readonly ((e164: string) => string)[] = [
  (e164) => e164.slice(1),
  (e164) => `00${e164.slice(1)}`,
  (e164) => `tel:${e164}`,
  (e164) => parted(e164, "-"),
  (e164) => parted(e164, " (0) "),
  (e164) => `'${e164}`,
  (e164) => `\u202a${e164}\u202c`,
  (e164) => `${e164} ext. 12`,
];

/** One of the ways in which old lists hold a number; without the country's code only where the reader is at home. */
export function oddly(random: Random, e164: string, isAtHome: boolean): string {
  return random.pick(isAtHome ? [...AT_HOME, ...ANYWHERE] : ANYWHERE)(e164);
}
