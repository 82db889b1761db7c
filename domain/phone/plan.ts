import { type CountryCode, getCountries, getCountryCallingCode, Metadata } from "libphonenumber-js/max";

/** What the reader needs to know about one country's numbering plan. */
export type Plan = {
  country: CountryCode;
  callingCode: string;
  /** What is dialled before a national number inside the country, such as 0, or an empty string. */
  trunkPrefix: string;
  /** Lengths of the national numbers of people: fixed and mobile lines, shortest first. */
  lengths: number[];
  /** Whether those lengths are so close that a number's length alone tells whether it is national. */
  isTight: boolean;
  shortestMobile: number;
};

// The library's declarations leave most of these methods out; they have been there since 1.0, and the version is
// pinned.
type NumberingPlan = {
  nationalPrefix(): string | undefined;
  nationalPrefixForParsing(): string | undefined;
  IDDPrefix(): string;
  possibleLengths(): number[];
  type(
    name: "MOBILE" | "FIXED_LINE",
  ): { pattern(): string; possibleLengths(): number[] | undefined } | undefined;
};

/** The library's own description of a country's plan. */
export function numberingPlanOf(country: CountryCode): NumberingPlan {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  return metadata.numberingPlan as unknown as NumberingPlan;
}

const plans = new Map<CountryCode, Plan>();

function makePlan(country: CountryCode): Plan {
  const full = numberingPlanOf(country);
  const lengthsOf = (name: "MOBILE" | "FIXED_LINE") => {
    const lengths = full.type(name)?.possibleLengths();
    return lengths?.length ? lengths : full.possibleLengths();
  };
  const lengths = [...new Set([...lengthsOf("FIXED_LINE"), ...lengthsOf("MOBILE")])].sort((a, b) => a - b);
  const shortest = lengths[0] ?? 0;
  return {
    country,
    callingCode: getCountryCallingCode(country),
    trunkPrefix: full.nationalPrefix() ?? "",
    lengths,
    isTight: (lengths.at(-1) ?? 0) - shortest <= 1,
    shortestMobile: Math.min(...lengthsOf("MOBILE")),
  };
}

/** The numbering plan of a country, made once. */
export function planOf(country: CountryCode): Plan {
  const known = plans.get(country);
  if (known !== undefined) return known;
  const plan = makePlan(country);
  plans.set(country, plan);
  return plan;
}

const countriesByCode = new Map<string, CountryCode[]>();
for (const country of getCountries()) {
  const code = getCountryCallingCode(country);
  countriesByCode.set(code, [...(countriesByCode.get(code) ?? []), country]);
}

// Where several countries share a calling code, the one that most of its numbers belong to.
const leadingCountry: Record<string, CountryCode> = {
  "1": "US",
  "7": "RU",
  "39": "IT",
  "44": "GB",
  "47": "NO",
  "61": "AU",
  "212": "MA",
  "262": "RE",
  "290": "SH",
  "358": "FI",
  "590": "GP",
  "599": "CW",
};

/** The calling code that international digits (no plus) begin with, or null when no country has it. */
export function callingCodeOf(digits: string): string | null {
  for (let size = 1; size <= 3; size += 1) {
    if (countriesByCode.has(digits.slice(0, size))) return digits.slice(0, size);
  }
  return null;
}

/** The countries that share a calling code. */
export function countriesWith(callingCode: string): readonly CountryCode[] {
  return countriesByCode.get(callingCode) ?? [];
}

/** The country whose plan most numbers of a calling code follow; null for codes that no country has. */
export function leadingCountryOf(callingCode: string): CountryCode | null {
  return leadingCountry[callingCode] ?? countriesByCode.get(callingCode)?.[0] ?? null;
}

/** The one country a calling code stands for; null for +1, where twenty-five share it, and for no country's code. */
export function mainCountryOf(callingCode: string): CountryCode | null {
  return callingCode === "1" ? null : leadingCountryOf(callingCode);
}
