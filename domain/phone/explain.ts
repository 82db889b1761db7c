import type { CountryCode } from "libphonenumber-js/max";
import type { Undialled } from "./dial";
import { countryName } from "./format";
import { planOf } from "./plan";

const count = (digits: number) => `${digits} ${digits === 1 ? "digit" : "digits"}`;

function lengthsInWords(lengths: number[]): string {
  const [first, ...rest] = lengths;
  const last = rest.at(-1);
  if (last === undefined) return `${first}`;
  return rest.length === 1 && last - (first ?? 0) === 1 ? `${first} or ${last}` : `${first} to ${last}`;
}

// English puts an article before these countries' names.
const withArticle =
  /^(?:United |Netherlands|Philippines|Bahamas|Maldives|Seychelles|Comoros)|Islands?$|Republic|Territory$/;

/** What a number of this country looks like: "numbers in Uganda have 9 after 0 or +256". */
export function shapeOf(country: CountryCode): string {
  const { trunkPrefix, callingCode, lengths } = planOf(country);
  const starts = trunkPrefix === "" || trunkPrefix === callingCode ? "" : `${trunkPrefix} or `;
  const name = countryName(country, "en");
  const place = withArticle.test(name) ? `the ${name}` : name;
  return `numbers in ${place} have ${lengthsInWords(lengths)} after ${starts}+${callingCode}`;
}

/** Why digits are no number, for a person: how many there are and how many the plan wants. */
export function explainProblem({ country, digits, after }: Undialled): string {
  if (country === null) return `${count(digits.length)}; no country has a calling code that begins like this`;
  return `${count(digits.length)}${after === "" ? "" : ` after ${after}`}; ${shapeOf(country)}`;
}

/** Why fewer than seven digits are no number. */
export function explainShort(digits: string, home: CountryCode): string {
  const named = digits.length >= 3 ? "a short code or part of a number" : "too few for a number";
  return `${count(digits.length)}, ${named}; ${shapeOf(home)}`;
}
