import type { CountryCode } from "libphonenumber-js/max";
import { cleanText } from "./clean";
import type { Line } from "./dial";
import { explainProblem, explainShort } from "./explain";
import { type Found, findLine } from "./find";
import { formatPhone } from "./format";
import { callingCodeOf, planOf } from "./plan";
import { absenceOf, isPlaceholder, isWhatsAppId } from "./sentinels";
import { isTollFree } from "./toll-free";

export type PhoneContext = {
  /** ISO country assumed for national spellings, in order of trust: source, branch, organisation. */
  country: CountryCode;
  countrySource?: "source" | "branch" | "organisation" | "user";
  /** The organisation's own lines (match keys); they are nobody's number. */
  ownLines?: ReadonlySet<string>;
  /** Numbers an admin lists as placeholders, digits only, with or without country code. */
  placeholders?: ReadonlySet<string>;
};

export type NotAPhoneReason =
  | "empty"
  | "withheld"
  | "too_short"
  | "too_long"
  | "letters"
  | "own_line"
  | "toll_free"
  | "short_code"
  | "placeholder"
  | "several_numbers"
  | "not_possible"
  | "business_scoped_id";

export type PhoneReading =
  | {
      kind: "phone";
      raw: string;
      e164: string;
      /** Equal for all spellings of one line; `e164` keeps the spelling that was written. */
      matchKey: string;
      country: CountryCode | null;
      /** Where the country came from: "number" when the writing names it, otherwise whose default it was. */
      countrySource: "number" | "source" | "branch" | "organisation" | "user";
      extension: string | null;
      /** The numbering plan could hold the number but has not assigned it. */
      isUnusual: boolean;
      /** Which rule decided: e164, double_zero, us_exit_code, national, bare_international, vanity, link … */
      rule: string;
      alternatives: { e164: string; country: CountryCode }[];
    }
  | { kind: "none"; raw: string; reason: NotAPhoneReason; explanation: string };

export type ReadPhone = Extract<PhoneReading, { kind: "phone" }>;
type NoPhone = Extract<PhoneReading, { kind: "none" }>;

const none = (raw: string, reason: NotAPhoneReason, explanation: string): NoPhone => ({
  kind: "none",
  raw,
  reason,
  explanation,
});

/** A line as the reading of a text: says where the country came from. */
export function readingOf(
  { raw, line, extension }: { raw: string; line: Line; extension: string | null },
  context: PhoneContext,
): ReadPhone {
  return {
    kind: "phone",
    raw,
    e164: line.e164,
    matchKey: line.matchKey,
    country: line.country,
    countrySource: line.isInternational ? "number" : (context.countrySource ?? "organisation"),
    extension,
    isUnusual: line.isUnusual,
    rule: line.rule,
    alternatives: line.alternatives,
  };
}

function explainNone(raw: string, found: Extract<Found, { kind: "none" }>, context: PhoneContext): NoPhone {
  const { problem, digits } = found;
  if (problem === "letters") return none(raw, "letters", "There is no phone number in this text");
  if (problem === "long") return none(raw, "too_long", "Too much text for a phone number");
  const national = digits.slice(callingCodeOf(digits)?.length ?? 0);
  if (isPlaceholder([digits, national], context.placeholders)) return placeholder(raw);
  if (problem === "short") {
    const reason = digits.length < 3 || raw.includes("+") ? "too_short" : "short_code";
    return none(raw, reason, explainShort(digits, context.country));
  }
  return none(raw, problem.problem, explainProblem(problem));
}

const placeholder = (raw: string) =>
  none(raw, "placeholder", "A made-up number that people type to get past a form");

/** Why a line cannot be a person's, or null. */
function refusalOf(raw: string, line: Line, digits: string, context: PhoneContext): NoPhone | null {
  const trunk = line.country === null ? "" : planOf(line.country).trunkPrefix;
  const writings = [digits, line.e164.slice(1), line.national, trunk + line.national];
  if (isPlaceholder(writings, context.placeholders)) return placeholder(raw);
  if (context.ownLines?.has(line.matchKey)) {
    return none(raw, "own_line", `${formatPhone(line.e164)} is one of the organisation's own lines`);
  }
  if (!isTollFree(line)) return null;
  const number = formatPhone(line.e164);
  return none(raw, "toll_free", `${number} is a toll-free or other business number, which no person has`);
}

/**
 * Reads what a channel, a file or a person wrote as a person's phone number, or says why it is none.
 * Pure; never throws on any text. The written spelling is kept in `e164`, and `matchKey` is what to compare.
 */
export function readPhone(raw: string | null | undefined, context: PhoneContext): PhoneReading {
  if (raw === null || raw === undefined) return none("", "empty", "No number was given");
  const text = cleanText(raw);
  const absence = absenceOf(text);
  if (absence === "empty") return none(raw, "empty", "No number was given");
  if (absence === "withheld") return none(raw, "withheld", "The caller withheld the number");
  if (isWhatsAppId(text)) {
    return none(raw, "business_scoped_id", "An id that WhatsApp gave, not a phone number");
  }
  const found = findLine(text, context.country);
  if (found.kind === "several") {
    const written = found.lines.map((line) => formatPhone(line.e164)).join(" and ");
    return none(raw, "several_numbers", `Holds ${written}; split them by hand so that each stands alone`);
  }
  if (found.kind === "none") return explainNone(raw, found, context);
  return (
    refusalOf(raw, found.line, found.digits, context) ??
    readingOf({ raw, line: found.line, extension: found.extension }, context)
  );
}
