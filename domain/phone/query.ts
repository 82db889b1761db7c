import type { CountryCode } from "libphonenumber-js/max";
import { matchKeyOf } from "./aliases";
import { cleanText } from "./clean";
import type { Line } from "./dial";
import { extractChunks } from "./extract";
import { findLine } from "./find";
import { planOf } from "./plan";
import { type PhoneContext, type ReadPhone, readingOf } from "./read";

export type PhoneQuery =
  | { kind: "empty" }
  /** Part of a number, at least three digits: look for it as an ending, then anywhere. */
  | { kind: "digits"; digits: string }
  | {
      kind: "number";
      reading: ReadPhone;
      digits: string;
      /** The national significant number: numbers of other countries that end in it are worth showing. */
      national: string;
      /** All readings of the text, the most trusted first. */
      readings: { e164: string; country: CountryCode | null; matchKey: string }[];
    }
  /** A name, an e-mail address, an order. */
  | { kind: "text"; text: string };

function asNumber(text: string, lines: Line[], extension: string | null, context: PhoneContext): PhoneQuery {
  const [line] = lines;
  if (line === undefined) return { kind: "text", text };
  const readings = lines.flatMap((each) => [
    { e164: each.e164, country: each.country, matchKey: each.matchKey },
    ...each.alternatives.map((other) => ({ ...other, matchKey: matchKeyOf(other.e164) })),
  ]);
  return {
    kind: "number",
    reading: readingOf({ raw: text, line, extension }, context),
    digits: cleanText(text).replace(/\D/g, ""),
    national: line.national,
    readings,
  };
}

/** Stored numbers have no exit code and no trunk prefix, so an unfinished number is looked for without them. */
function stored(digits: string, home: CountryCode): string {
  const { trunkPrefix } = planOf(home);
  const dialled = digits.replace(/^0{2,3}/, "");
  if (dialled !== digits) return dialled;
  // Also where home has no trunk zero: what begins with one was written in a country that has.
  return (trunkPrefix === "0" || digits.length >= 7) && digits.startsWith("0") ? digits.slice(1) : digits;
}

/**
 * What somebody typed or pasted into the search box. Searching is harmless, so numbers that no person has
 * (toll-free, the organisation's own) are read too. Under seven digits nothing is taken for a whole number.
 */
export function readQuery(text: string, context: PhoneContext): PhoneQuery {
  const cleaned = cleanText(text);
  if (cleaned === "") return { kind: "empty" };
  const isOnlyDigits = !/\p{L}/u.test(cleaned);
  const digits = cleaned.replace(/\D/g, "");
  if (isOnlyDigits && digits.length < 7) {
    return digits.length < 3 ? { kind: "text", text: text.trim() } : { kind: "digits", digits };
  }
  const found = findLine(cleaned, context.country);
  if (found.kind === "one") {
    const query = asNumber(text.trim(), [found.line], found.extension, context);
    // Seven or eight bare digits that begin like a country's code are far more often the end of a number than an unusual short one.
    const isGuess =
      query.kind === "number" && query.reading.isUnusual && query.reading.rule === "bare_international";
    if (!(isGuess && digits.length < 9)) return query;
  }
  if (found.kind === "several") return asNumber(text.trim(), found.lines, null, context);
  if (!isOnlyDigits) {
    // A number that is none at home, in words or with an extension: others may end in it.
    const [chunk, ...more] = extractChunks(cleaned).chunks;
    const isNumber =
      chunk !== undefined && more.length === 0 && chunk.digits.length >= 7 && chunk.digits.length <= 15;
    if (isNumber) return { kind: "digits", digits: stored(chunk.digits, context.country) };
  }
  if (!isOnlyDigits || digits.length > 30) return { kind: "text", text: text.trim() };
  return { kind: "digits", digits: stored(digits, context.country) };
}
