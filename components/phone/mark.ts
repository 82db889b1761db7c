/** A piece of shown text, and whether it is what somebody searched for. */
export type Segment = { text: string; isMatch: boolean };

export const unmarked = (text: string): Segment[] => [{ text, isMatch: false }];

/**
 * Marks the searched digits in a formatted number, across its spaces: "123456" in "+256 772 123 456" marks "123 456".
 * `candidates` are digits only; the longest one found wins, and its last place, because people search by the end of a number.
 */
export function markDigits(display: string, candidates: string[]): Segment[] {
  const places = [...display].flatMap((sign, place) => (/\d/.test(sign) ? [place] : []));
  const digits = places.map((place) => display[place]).join("");
  const longestFirst = candidates.toSorted((a, b) => b.length - a.length);
  const found = longestFirst.find((candidate) => candidate !== "" && digits.includes(candidate));
  if (found === undefined) return unmarked(display);
  const start = digits.lastIndexOf(found);
  const from = places[start] ?? 0;
  const to = (places[start + found.length - 1] ?? display.length - 1) + 1;
  // The plus sign belongs to the first digit.
  return split(display, start === 0 ? 0 : from, to);
}

/** Marks the first place where a name holds the searched text, whatever its case. */
export function markText(text: string, searched: string): Segment[] {
  const lower = text.toLowerCase();
  const from = searched === "" ? -1 : lower.indexOf(searched.toLowerCase());
  // Some letters grow when lowered (İ); then places in the two texts are not the same.
  if (from < 0 || lower.length !== text.length) return unmarked(text);
  return split(text, from, from + searched.length);
}

function split(text: string, from: number, to: number): Segment[] {
  const segments = [
    { text: text.slice(0, from), isMatch: false },
    { text: text.slice(from, to), isMatch: true },
    { text: text.slice(to), isMatch: false },
  ];
  return segments.filter((segment) => segment.text !== "");
}
