const HALF_EMOJI = /[\ud800-\udfff]/u;
const DEEPEST = 32;

/**
 * The path of the first text in a value that PostgreSQL cannot hold, "" for the value itself, or null. NUL has no place in its text,
 * and half an emoji is no character of UTF-8.
 */
export function unstorablePath(value: unknown, path = "", depth = 0): string | null {
  if (typeof value === "string") return value.includes("\0") || HALF_EMOJI.test(value) ? path : null;
  if (typeof value !== "object" || value === null || value instanceof Date || depth > DEEPEST) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = unstorablePath(inner, path ? `${path}.${key}` : key, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

export const UNSTORABLE = "holds a character that cannot be stored: NUL, or half of an emoji";
