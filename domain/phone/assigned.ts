import type { CountryCode } from "libphonenumber-js/max";
import { numberingPlanOf, type Plan } from "./plan";

// The general parser asks up to 25 countries and compiles its patterns at each call. Nearly all numbers that arrive
// are assigned fixed or mobile lines written plainly; those are settled here with patterns compiled once, in half
// the time for a whole reading, and everything else goes to the parser. A test holds the two to the same answers.

type Assigned = {
  /** Null where the plan has none of the kind, or does not tell mobile from fixed. */
  fixed: RegExp | null;
  mobile: RegExp | null;
  isPlainTrunk: boolean;
  exitCode: RegExp;
};

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);

function compile(plan: Plan): Assigned {
  const full = numberingPlanOf(plan.country);
  const patternOf = (name: "MOBILE" | "FIXED_LINE") => {
    const pattern = full.type(name)?.pattern();
    return pattern ? whole(pattern) : null;
  };
  return {
    fixed: patternOf("FIXED_LINE"),
    mobile: patternOf("MOBILE"),
    isPlainTrunk: plan.trunkPrefix !== "" && full.nationalPrefixForParsing() === plan.trunkPrefix,
    exitCode: new RegExp(`^(?:${full.IDDPrefix()})`),
  };
}

const compiled = new Map<CountryCode, Assigned>();

function assignedOf(plan: Plan): Assigned {
  const known = compiled.get(plan.country);
  if (known !== undefined) return known;
  const assigned = compile(plan);
  compiled.set(plan.country, assigned);
  return assigned;
}

/**
 * The kind of line behind a national significant number; null when the parser has to say. `plan` is that of the
 * calling code's leading country, which the parser asks first: a number it has is certainly its own.
 */
export function assignedType(national: string, plan: Plan): string | null {
  const { fixed, mobile } = assignedOf(plan);
  const isMobile = mobile?.test(national) === true;
  if (fixed?.test(national) !== true) return isMobile ? "MOBILE" : null;
  return isMobile || mobile === null ? "FIXED_LINE_OR_MOBILE" : "FIXED_LINE";
}

/** The same for digits as dialled inside the country, with or without trunk prefix. */
export function assignedAtHome(digits: string, plan: Plan): { national: string; type: string } | null {
  const { exitCode, isPlainTrunk } = assignedOf(plan);
  if (exitCode.test(digits)) return null;
  const hasTrunk = isPlainTrunk && digits.startsWith(plan.trunkPrefix);
  const national = hasTrunk ? digits.slice(plan.trunkPrefix.length) : digits;
  const type = assignedType(national, plan);
  return type === null ? null : { national, type };
}
