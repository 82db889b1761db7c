/** Numbers below this are seconds since 1970, above it milliseconds; as seconds it lies in the year 5138. */
const FIRST_MILLISECOND = 100_000_000_000;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** An instant from seconds, milliseconds or ISO 8601 (UTC where it names no offset); null for anything else. */
export function readTime(value: unknown): Date | null {
  if (typeof value === "string") {
    const text = value.trim();
    if (/^\d{9,13}(\.\d+)?$/.test(text)) return readTime(Number(text));
    if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
    return plausible(Date.parse(WITHOUT_OFFSET.test(text) ? `${text.replace(" ", "T")}Z` : text));
  }
  if (typeof value !== "number") return null;
  return plausible(value < FIRST_MILLISECOND ? value * 1000 : value);
}

function plausible(milliseconds: number): Date | null {
  return milliseconds > EARLIEST && milliseconds < LATEST ? new Date(Math.round(milliseconds)) : null;
}

/**
 * The time of an appointment as ISO 8601: with an offset it is an instant; without one it stays the wall clock that the caller
 * meant, for the branch to place. Null when it is no time.
 */
export function readAppointmentTime(value: unknown): string | null {
  if (typeof value === "string" && WITHOUT_OFFSET.test(value.trim())) {
    const wall = value.trim().replace(" ", "T");
    const read = readTime(wall);
    // A 30th of February would be carried into March here, and refused by the database.
    return read?.toISOString().startsWith(wall.slice(0, 10)) ? wall : null;
  }
  return readTime(value)?.toISOString() ?? null;
}

/** Whole seconds from a number or a number in text; null for anything else. */
export function readSeconds(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number) || number < 0 || number > 10_000_000)
    return null;
  return Math.round(number);
}
