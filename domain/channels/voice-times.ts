/** Numbers below this are seconds since 1970, above it milliseconds; as seconds it lies in the year 5138. */
const FIRST_MILLISECOND = 100_000_000_000;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})$/i;
const TWELVE_HOURS = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}):(\d{2})(?::\d{2})?\s*([ap])\.?m\.?$/i;
const WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** An instant from seconds, milliseconds or ISO 8601 (UTC where it names no offset); null for anything else. */
export function readTime(value: unknown): Date | null {
  if (typeof value === "string") {
    const text = value.trim();
    if (/^\d{9,13}(\.\d+)?$/.test(text)) return readTime(Number(text));
    // A date alone is no time, and what Date.parse makes of other writings depends on the server's own zone.
    if (!WITHOUT_OFFSET.test(text) && !WITH_OFFSET.test(text)) return null;
    if (!isRealDay(text.slice(0, 10))) return null;
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
  const text = typeof value === "string" ? twentyFourHours(value.trim()) : null;
  if (text !== null && WITHOUT_OFFSET.test(text)) {
    const wall = text.replace(" ", "T");
    return readTime(wall) ? wall : null;
  }
  return readTime(value)?.toISOString() ?? null;
}

/** "2026-12-01 3:00 PM" as "2026-12-01T15:00"; any other text as it is. */
function twentyFourHours(text: string): string {
  const parts = TWELVE_HOURS.exec(text);
  if (!parts) return text;
  const [, day, hour, minute, half] = parts;
  const hours = (Number(hour) % 12) + (half?.toLowerCase() === "p" ? 12 : 0);
  return `${day}T${String(hours).padStart(2, "0")}:${minute}`;
}

/** A 30th of February would be carried into March by Date, and refused by the database. */
function isRealDay(day: string): boolean {
  const read = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
}

/** Whole seconds from a number or a number in text; null for anything else. */
export function readSeconds(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number) || number < 0 || number > 10_000_000)
    return null;
  return Math.round(number);
}
