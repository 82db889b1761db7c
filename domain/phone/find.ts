import type { CountryCode } from "libphonenumber-js/max";
import { undoSpreadsheet } from "./clean";
import { type Dialled, dialInternational, dialPlain, type Line, type Undialled } from "./dial";
import { type Chunk, extractChunks, vanityDigits } from "./extract";
import { planOf } from "./plan";
import { isTollFree } from "./toll-free";

/** What a text holds, before asking whether it can be a person's number. */
export type Found =
  | { kind: "one"; line: Line; extension: string | null; digits: string }
  | { kind: "several"; lines: Line[] }
  | { kind: "none"; problem: Undialled | "letters" | "short" | "long"; digits: string };

// Longer text is a letter, not a number, and would only cost time.
const longestText = 250;
const plainNumber = /^\+?[\d\s().-]+$/;

function dial(chunk: { digits: string; hasPlus: boolean }, home: CountryCode, rule = "e164"): Dialled {
  const { digits } = chunk;
  // No calling code begins with 0: a plus in front of a trunk prefix or an exit code is a slip.
  if (chunk.hasPlus && !digits.startsWith("0")) return dialInternational(digits, home, rule);
  return dialPlain(digits, home);
}

/** Under seven digits only where people's numbers are that short (Andorra, New Caledonia …). */
function isTooFew(chunk: Chunk, home: CountryCode): boolean {
  return chunk.digits.length < 7 && (chunk.hasPlus || planOf(home).shortestMobile !== chunk.digits.length);
}

/** `+351 (0)912 …`: the bracketed 0 is not dialled from abroad, except where it is part of the number (Italy). */
function dialWithBracketedZero(chunk: Chunk, home: CountryCode): Dialled {
  const digits = chunk.text.replace(/\(\s*0\s*\)/, "").replace(/\D/g, "");
  const without = dial({ ...chunk, digits }, home);
  if ("line" in without && !without.line.isUnusual) return without;
  const kept = dial(chunk, home);
  return "line" in kept && (!kept.line.isUnusual || !("line" in without)) ? kept : without;
}

/** The numbers that only spaces divide, or null where the groups do not fall into valid numbers. */
function splitAtSpaces(groups: string[], home: CountryCode): Line[] | null {
  let digits = "";
  for (const [index, group] of groups.entries()) {
    digits += group;
    if (digits.length < 7) continue;
    if (digits.length > 18) return null;
    const dialled = dial({ digits, hasPlus: false }, home);
    if (!("line" in dialled) || dialled.line.isUnusual) continue;
    const rest = groups.slice(index + 1);
    if (rest.length === 0) return [dialled.line];
    const others = splitAtSpaces(rest, home);
    if (others !== null) return [dialled.line, ...others];
  }
  return null;
}

// The bracketed 0 stands right behind the calling code, before which there may be up to three digits of exit code.
const bracketedTrunk = /^\D*\d{1,6}[^\d(]*\(\s*0\s*\)/;

function dialChunk(chunk: Chunk, home: CountryCode): Dialled | { lines: Line[] } {
  const dialled = bracketedTrunk.test(chunk.text) ? dialWithBracketedZero(chunk, home) : dial(chunk, home);
  if ("line" in dialled || chunk.digits.length < 14 || chunk.digits.length > 60) return dialled;
  const groups = chunk.text.match(/\d+/g) ?? [];
  const lines = groups.length > 24 ? null : splitAtSpaces(groups, home);
  return lines === null || lines.length < 2 ? dialled : { lines };
}

function distinct(lines: Line[]): Line[] {
  return [...new Map([...lines].reverse().map((line) => [line.matchKey, line])).values()].reverse();
}

function dialChunks(chunks: Chunk[], home: CountryCode, extension: string | null): Found {
  const lines: Line[] = [];
  let problem: Undialled | null = null;
  for (const chunk of chunks) {
    const dialled = dialChunk(chunk, home);
    if ("lines" in dialled) lines.push(...dialled.lines);
    else if ("line" in dialled) lines.push(dialled.line);
    else problem ??= dialled;
  }
  const different = lines.length > 1 ? distinct(lines) : lines;
  const [line] = different;
  const digits = chunks.map((chunk) => chunk.digits).join("");
  if (line === undefined) return { kind: "none", problem: problem ?? "short", digits };
  if (different.length > 1) return { kind: "several", lines: different };
  return { kind: "one", line, extension, digits };
}

function findVanity(text: string, home: CountryCode): Found | null {
  const vanity = vanityDigits(text);
  if (vanity === null) return null;
  // 1-800-CONTACTS: letters past the last digit are for remembering, not for dialling.
  const tollFree = /^1?8(?:00|33|44|55|66|77|88)/.test(vanity.digits) && planOf(home).callingCode === "1";
  const length = vanity.digits.startsWith("1") ? 11 : 10;
  const digits = tollFree ? vanity.digits.slice(0, length) : vanity.digits;
  if (digits.length < 7 || digits.length > 15) return null;
  const dialled = dial({ digits, hasPlus: vanity.hasPlus }, home);
  if (!("line" in dialled) || dialled.line.isUnusual) return null;
  // "0772 Akello" must not become a number; shouted letters under +1 are how advertisements spell one.
  const isAdvert = vanity.isShouted && dialled.line.e164.startsWith("+1");
  if (!isAdvert && !isTollFree(dialled.line)) return null;
  return { kind: "one", line: { ...dialled.line, rule: "vanity" }, extension: null, digits };
}

function findInWords(text: string, home: CountryCode): Found {
  const { chunks, extension, via, hasLetters } = extractChunks(text);
  const digits = chunks.map((chunk) => chunk.digits).join("");
  const [only] = chunks;
  if (via !== null && only !== undefined) {
    const dialled = dialInternational(only.digits, home, via);
    return "line" in dialled
      ? { kind: "one", line: dialled.line, extension, digits }
      : { kind: "none", problem: dialled, digits };
  }
  const long = chunks.filter((chunk) => !isTooFew(chunk, home));
  if (long.length > 0) return dialChunks(long, home, extension);
  const vanity = hasLetters ? findVanity(text, home) : null;
  if (vanity !== null) return vanity;
  if (hasLetters || digits === "") return { kind: "none", problem: "letters", digits };
  // Commas inside one number: 0772,123,456.
  const joined = { digits, hasPlus: chunks[0]?.hasPlus === true, text: digits };
  return isTooFew(joined, home) || chunks.slice(1).some((chunk) => chunk.hasPlus)
    ? { kind: "none", problem: "short", digits }
    : dialChunks([joined], home, extension);
}

/** Reads the one number that a cleaned text holds, whatever surrounds it. `home` is assumed for national spellings. */
export function findLine(cleaned: string, home: CountryCode): Found {
  if (cleaned.length > longestText) return { kind: "none", problem: "long", digits: "" };
  const text = undoSpreadsheet(cleaned);
  if (!plainNumber.test(text)) return findInWords(text, home);
  const digits = text.replace(/\D/g, "");
  const chunk = { digits, hasPlus: text.startsWith("+"), text };
  if (isTooFew(chunk, home)) return { kind: "none", problem: "short", digits };
  return dialChunks([chunk], home, null);
}
