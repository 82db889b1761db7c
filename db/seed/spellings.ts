import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Random } from "./random";

/** The way people at home write a number. */
export function nationally(e164: string): string {
  return parsePhoneNumberFromString(e164, { extract: false })?.formatNational() ?? e164;
}

const arabicDigits = (text: string) => text.replace(/\d/g, (digit) => "٠١٢٣٤٥٦٧٨٩".charAt(Number(digit)));

const SPELLINGS: readonly ((e164: string) => string)[] = [
  (e164) => nationally(e164),
  (e164) => nationally(e164).replace(/\D/g, ""),
  (e164) => e164.slice(1),
  (e164) => `00${e164.slice(1)}`,
  (e164) => `tel:${e164}`,
  (e164) => `${e164.slice(0, 4)}-${e164.slice(4, 7)}-${e164.slice(7)}`,
  (e164) => `${e164.slice(0, 4)}.${e164.slice(4, 7)}.${e164.slice(7)}`,
  (e164) => `${nationally(e164)} (mum)`,
  (e164) => `Tel. ${e164.slice(0, 4)} (0) ${e164.slice(4)}`,
  (e164) => `'${e164}`,
  (e164) => `\u202a${e164}\u202c`,
  (e164) => arabicDigits(nationally(e164)),
  (e164) => `${e164} ext. 12`,
];

/** One of the ways in which old lists hold a number. */
export function oddly(random: Random, e164: string): string {
  return random.pick(SPELLINGS)(e164);
}
