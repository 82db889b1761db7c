import type { Line } from "./dial";

// Numbers that a business is called on, which no person has: free, premium, shared cost, company-wide.
const businessTypes = new Set(["TOLL_FREE", "PREMIUM_RATE", "SHARED_COST", "UAN"]);
// Under +1 the whole area is set aside, assigned or not.
const northAmerican = /^\+1(?:800|833|844|855|866|877|888|900)/;

/** Whether a line is a toll-free, premium, shared-cost or company-wide number: no person's own. */
export function isTollFree(line: Pick<Line, "e164" | "type">): boolean {
  return (line.type !== null && businessTypes.has(line.type)) || northAmerican.test(line.e164);
}
