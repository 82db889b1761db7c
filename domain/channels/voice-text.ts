/** What voice agents fill in when they learnt nothing. It is kept in `fields`, and is no fact. */
const NOTHING = new Set([
  "",
  "unknown",
  "n/a",
  "na",
  "none",
  "null",
  "undefined",
  "not provided",
  "not given",
  "anonymous caller",
  "-",
]);

/** A trimmed text, or null when it says nothing. Numbers count as text: some agents send a phone number as one. */
export function said(value: unknown): string | null {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value !== "string") return null;
  const text = value.trim();
  return NOTHING.has(text.toLowerCase()) ? null : text;
}

export const firstSaid = (...values: unknown[]): string | null => {
  for (const value of values) {
    const text = said(value);
    if (text !== null) return text;
  }
  return null;
};

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
