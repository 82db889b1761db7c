import type { CountryCode } from "libphonenumber-js/max";
import { type Branch, insertRows, type Writer } from "./fill";

/** `line` is the number that customers call. */
export const BRANCHES: readonly (Branch & { country: CountryCode; line: string })[] = [
  {
    code: "kampala",
    name: "Kampala, Acacia Avenue",
    country: "UG",
    timeZone: "Africa/Kampala",
    line: "+256414000100",
  },
  {
    code: "nairobi",
    name: "Nairobi, Westlands",
    country: "KE",
    timeZone: "Africa/Nairobi",
    line: "+254200000100",
  },
  {
    code: "austin",
    name: "Austin, South Lamar",
    country: "US",
    timeZone: "America/Chicago",
    line: "+15125550199",
  },
];

export const OWN_LINES: ReadonlySet<string> = new Set(BRANCHES.map(({ line }) => line));
export const BUSINESS = "Acacia Wellness";

export function branchOf(code: string): (typeof BRANCHES)[number] {
  const branch = BRANCHES.find((candidate) => candidate.code === code);
  if (!branch) throw new Error(`There is no branch ${code}`);
  return branch;
}

/** The organisation's own lines, which are nobody's number. */
export async function writeOwnLines(sql: Writer, ids: ReadonlyMap<string, string>): Promise<void> {
  await sql`delete from own_lines where match_key in ${sql(BRANCHES.map(({ line }) => line))}`;
  await insertRows(
    sql,
    "own_lines",
    BRANCHES.map(({ code, name, line }) => ({
      match_key: line,
      phone_number: line,
      label: name,
      branch_id: ids.get(code) ?? null,
      learned_from: "settings",
      created_at: new Date(),
    })),
  );
}
