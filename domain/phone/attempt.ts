import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { matchKeyOf } from "./aliases";
import { assignedAtHome, assignedType } from "./assigned";
import { callingCodeOf, leadingCountryOf, mainCountryOf, type Plan, planOf } from "./plan";

/** A number that a plan could hold, from one way of reading the digits. */
export type Attempt = {
  e164: string;
  matchKey: string;
  country: CountryCode | null;
  /** The national significant number: no calling code, no trunk prefix. */
  national: string;
  /** The kind of line, such as MOBILE or TOLL_FREE; null where the plan has not assigned the number. */
  type: string | null;
  isUnusual: boolean;
};

// The shortest numbers of people, calling code included (Niue). Plans also hold services with fewer digits.
const fewestDigits = 7;

function parse(text: string, home?: CountryCode) {
  return parsePhoneNumberFromString(text, { defaultCountry: home, extract: false });
}

/** No area code of North America begins with 0 or 1, and nobody's number keeps the 0 that is dialled in front of it. */
function isLeftOver(national: string, callingCode: string): boolean {
  if (callingCode === "1") return /^[01]/.test(national);
  const leading = leadingCountryOf(callingCode);
  return leading !== null && planOf(leading).trunkPrefix === "0" && national.startsWith("0");
}

/** One way to read the digits, by the general parser: null where no plan could hold the number. */
function parseLine(text: string, home: CountryCode, isNational: boolean): Attempt | null {
  let parsed = parse(text, isNational ? home : undefined);
  if (parsed === undefined) return null;
  let type = parsed.getType() ?? null;
  const canonical = matchKeyOf(parsed.number);
  if (type === null && canonical !== parsed.number) {
    const modern = parse(canonical);
    type = modern?.getType() ?? null;
    // The parser refuses some older spellings outright (+52 1 …): the number they stand for is then the number.
    if (modern !== undefined && !parsed.isPossible()) parsed = modern;
  }
  if (type === null && !parsed.isPossible()) return null;
  if (parsed.number.length <= fewestDigits) return null;
  const code = parsed.countryCallingCode;
  if (type === null && isLeftOver(parsed.nationalNumber, code)) return null;
  const shared = planOf(home).callingCode === code ? home : mainCountryOf(code);
  return {
    e164: parsed.number,
    matchKey: canonical,
    country: parsed.country ?? shared,
    national: parsed.nationalNumber,
    type,
    isUnusual: type === null,
  };
}

function assignedLine(national: string, type: string, plan: Plan): Attempt {
  const e164 = `+${plan.callingCode}${national}`;
  return { e164, matchKey: matchKeyOf(e164), country: plan.country, national, type, isUnusual: false };
}

/** Digits that begin with a calling code; null where no plan could hold the number. */
export function attemptAbroad(digits: string, home: CountryCode): Attempt | null {
  const code = callingCodeOf(digits);
  const leading = code === null ? null : leadingCountryOf(code);
  if (code !== null && leading !== null) {
    const plan = planOf(leading);
    const national = digits.slice(code.length);
    const type = assignedType(national, plan);
    if (type !== null) return assignedLine(national, type, plan);
  }
  return parseLine(`+${digits}`, home, false);
}

/** Digits as dialled in the country of a plan; null where no plan could hold the number. */
export function attemptHome(digits: string, plan: Plan): Attempt | null {
  const leading = planOf(leadingCountryOf(plan.callingCode) ?? plan.country);
  const assigned = assignedAtHome(digits, leading);
  if (assigned !== null) return assignedLine(assigned.national, assigned.type, leading);
  // Mexico dialled 044, 045 and 01 in front of ten digits until 2019, and people still write them.
  const mexican = plan.country === "MX" ? /^(?:044|045|01)(\d{10})$/.exec(digits)?.[1] : undefined;
  return parseLine(mexican ?? digits, plan.country, true);
}
