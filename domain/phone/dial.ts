import type { CountryCode } from "libphonenumber-js/max";
import { matchKeyOf } from "./aliases";
import { type Attempt, attemptAbroad, attemptHome } from "./attempt";
import { callingCodeOf, countriesWith, leadingCountryOf, type Plan, planOf } from "./plan";

/** A line that digits lead to, whoever it belongs to. */
export type Line = Attempt & {
  rule: string;
  /** Whether the writing itself named the country, or the home country was assumed. */
  isInternational: boolean;
  alternatives: { e164: string; country: CountryCode }[];
};

/** Why digits led nowhere: the plan they come nearest to, and what they have behind its calling code or trunk prefix. */
export type Undialled = {
  problem: "too_short" | "too_long" | "not_possible";
  country: CountryCode | null;
  digits: string;
  after: string;
};

export type Dialled = { line: Line } | Undialled;

const isPersonal = (type: string | null) => type === "MOBILE" || type === "FIXED_LINE_OR_MOBILE";

function problemOf(digits: string, after: string, country: CountryCode): Undialled {
  const { lengths } = planOf(country);
  const isShort = digits.length < (lengths[0] ?? 0);
  const isLong = digits.length > (lengths.at(-1) ?? 15);
  return { problem: isShort ? "too_short" : isLong ? "too_long" : "not_possible", country, digits, after };
}

/** Digits after a plus or an exit code: the calling code comes first. */
export function dialInternational(digits: string, home: CountryCode, rule: string): Dialled {
  const found = attemptAbroad(digits, home);
  if (found !== null) return { line: { ...found, rule, isInternational: true, alternatives: [] } };
  const code = callingCodeOf(digits);
  const leading = code === null ? null : leadingCountryOf(code);
  if (code === null || leading === null)
    return { problem: "not_possible", country: null, digits, after: "+" };
  const country = countriesWith(code).includes(home) ? home : leading;
  return problemOf(digits.slice(code.length), `+${code}`, country);
}

/** International digits without a plus. A length that no line of that country has is not worth a parse. */
function attemptBare(digits: string, home: CountryCode): Attempt | null {
  const code = callingCodeOf(digits);
  if (code === null) return null;
  const rest = digits.length - code.length;
  const fits = (country: CountryCode) => planOf(country).lengths.includes(rest);
  if (countriesWith(code).some(fits)) return attemptAbroad(digits, home);
  // Older spellings are longer or shorter than today's plan.
  return matchKeyOf(`+${digits}`) === `+${digits}` ? null : attemptAbroad(digits, home);
}

function homeRule(digits: string, found: Attempt, plan: Plan): string {
  if (!found.e164.startsWith(plan.callingCode, 1)) return "exit_code";
  return digits === found.e164.slice(1) ? "bare_international" : "national";
}

type Reading = { found: Attempt; rule: string };

/** The readings of digits without a plus, the most trusted first. */
function rank(digits: string, plan: Plan): Reading[] {
  const home = attemptHome(digits, plan);
  const readings: Reading[] = [];
  const add = (found: Attempt | null, rule: string) => {
    if (found !== null) readings.push({ found, rule });
  };
  const exit =
    digits.startsWith("011") && digits.length > 10 ? attemptAbroad(digits.slice(3), plan.country) : null;
  if (plan.callingCode === "1") add(exit, "us_exit_code");
  const bare = digits.startsWith("0") ? null : attemptBare(digits, plan.country);
  const hasTrunk = plan.trunkPrefix !== "" && digits.startsWith(plan.trunkPrefix);
  // Where lengths vary widely, most digit strings are valid at home: without the trunk prefix, a valid
  // international reading is then the likelier one, unless the digits are a mobile's.
  const isHomeSure =
    home !== null && (plan.isTight ? plan.lengths.includes(home.national.length) : !home.isUnusual);
  const isHomeFirst = isHomeSure && (plan.isTight || hasTrunk || isPersonal(home.type));
  const homeReading = () => add(home, home === null ? "" : homeRule(digits, home, plan));
  if (isHomeFirst) homeReading();
  if (isHomeFirst && exit === null && bare === null) return readings;
  if (exit !== null && !exit.isUnusual) add(exit, "us_exit_code");
  if (bare !== null && !bare.isUnusual) add(bare, "bare_international");
  homeReading();
  add(exit, "us_exit_code");
  add(bare, "bare_international");
  return readings;
}

function alternativesTo(best: Attempt, readings: Reading[]): Line["alternatives"] {
  const others = new Map<string, CountryCode>();
  for (const { found } of readings) {
    if (found.matchKey === best.matchKey || found.country === null || found.isUnusual) continue;
    others.set(found.e164, found.country);
  }
  return [...others].map(([e164, country]) => ({ e164, country }));
}

/** `00` and `000` mean "abroad" nearly everywhere, whatever the home country's own exit code is. */
function dialExitCode(digits: string, home: CountryCode): Dialled | null {
  if (!digits.startsWith("00")) return null;
  if (digits.startsWith("000")) {
    const abroad = dialInternational(digits.slice(3), home, "triple_zero");
    if ("line" in abroad) return abroad;
  }
  return dialInternational(digits.slice(2), home, "double_zero");
}

/** Digits without a plus: at home, after an exit code, or international with the plus left out. */
export function dialPlain(digits: string, home: CountryCode): Dialled {
  const abroad = dialExitCode(digits, home);
  if (abroad !== null && "line" in abroad) return abroad;
  const plan = planOf(home);
  // What begins like a call abroad is taken for a home number (or Australia's 0011 …) only if that is assigned.
  const readings = rank(digits, plan).filter(({ found }) => abroad === null || !found.isUnusual);
  const best = readings[0];
  if (best === undefined) {
    const trunk = digits.startsWith(plan.trunkPrefix) ? plan.trunkPrefix : "";
    return abroad ?? problemOf(digits.slice(trunk.length), trunk, home);
  }
  const alternatives = readings.length === 1 ? [] : alternativesTo(best.found, readings);
  return {
    line: { ...best.found, rule: best.rule, isInternational: best.rule !== "national", alternatives },
  };
}
