import type { CountryCode } from "libphonenumber-js/max";
import { leadingCountryOf, numberingPlanOf, type Plan } from "./plan";

// The general parser asks up to sixty countries and compiles its patterns at each call. Nearly all numbers that
// arrive are assigned fixed or mobile lines written plainly; those are settled here with patterns compiled once
// (a tenth of the time), and everything else goes to the parser. A test holds the two to the same answers.

type TypePattern = { pattern: RegExp | null; lengths: number[] | null };
type Assigned = {
  national: RegExp;
  fixed: TypePattern | null;
  mobile: TypePattern | null;
  /** What the parser may strip from a national number; numbers that begin so are left to it. */
  prefix: RegExp | null;
  isPlainTrunk: boolean;
  exitCode: RegExp;
};

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);
const compiled = new Map<CountryCode, Assigned | null>();

function compile(plan: Plan): Assigned | null {
  // Of countries that share a code the parser names the first whose patterns match: only that one is certain.
  if (leadingCountryOf(plan.callingCode) !== plan.country) return null;
  const full = numberingPlanOf(plan.country);
  if (full.leadingDigits()) return null;
  const typePattern = (name: "MOBILE" | "FIXED_LINE"): TypePattern | null => {
    const type = full.type(name);
    if (type === undefined) return null;
    return {
      pattern: type.pattern() ? whole(type.pattern()) : null,
      lengths: type.possibleLengths() ?? null,
    };
  };
  const prefix = full.nationalPrefixForParsing();
  return {
    national: whole(full.nationalNumberPattern()),
    fixed: typePattern("FIXED_LINE"),
    mobile: typePattern("MOBILE"),
    prefix: prefix ? new RegExp(`^(?:${prefix})`) : null,
    isPlainTrunk: plan.trunkPrefix !== "" && prefix === plan.trunkPrefix,
    exitCode: new RegExp(`^(?:${full.IDDPrefix()})`),
  };
}

function assignedOf(plan: Plan): Assigned | null {
  const known = compiled.get(plan.country);
  if (known !== undefined) return known;
  const assigned = compile(plan);
  compiled.set(plan.country, assigned);
  return assigned;
}

function matches(national: string, type: TypePattern | null): boolean {
  if (type === null || type.pattern === null) return false;
  if (type.lengths !== null && !type.lengths.includes(national.length)) return false;
  return type.pattern.test(national);
}

function typeOf(national: string, assigned: Assigned): string | null {
  if (assigned.prefix?.test(national) === true || !assigned.national.test(national)) return null;
  if (!matches(national, assigned.fixed)) return matches(national, assigned.mobile) ? "MOBILE" : null;
  const isEither = assigned.mobile === null || assigned.mobile.pattern === null;
  return isEither || matches(national, assigned.mobile) ? "FIXED_LINE_OR_MOBILE" : "FIXED_LINE";
}

/** The kind of line behind a national significant number; null when the parser has to say. */
export function assignedType(national: string, plan: Plan): string | null {
  const assigned = assignedOf(plan);
  return assigned === null ? null : typeOf(national, assigned);
}

/** The same for digits as dialled inside the country, with or without trunk prefix. */
export function assignedAtHome(digits: string, plan: Plan): { national: string; type: string } | null {
  const assigned = assignedOf(plan);
  if (assigned === null || assigned.exitCode.test(digits)) return null;
  const hasTrunk = assigned.isPlainTrunk && digits.startsWith(plan.trunkPrefix);
  const national = hasTrunk ? digits.slice(plan.trunkPrefix.length) : digits;
  const type = typeOf(national, assigned);
  return type === null ? null : { national, type };
}
