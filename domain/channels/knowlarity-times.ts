import { readTime } from "./voice-times";

/** Knowlarity's own clock, for times that name no zone. */
const HOME_ZONE = "Asia/Kolkata";
const MINUTE_MS = 60_000;
/** An unencoded plus in a form becomes a space, hence the space before an offset. */
const WALL_CLOCK =
  /^(?<date>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4})[T ](?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d+))?)?\s*(?<zone>Z|UTC|GMT|IST|[+\- ]?\d{2}:?\d{2})?$/i;

/**
 * An instant from what Knowlarity writes: each time may have an offset of its own; one without is the clock of the payload's `timezone`, else
 * India's. Null for anything else, such as 0000-00-00.
 */
export function readKnowlarityTime(text: string | undefined, zone: string | undefined): Date | null {
  if (text === undefined) return null;
  const parts = WALL_CLOCK.exec(text.trim())?.groups;
  if (!parts) return readTime(/^\d{9,13}(\.\d+)?$/.test(text.trim()) ? text : null);
  const wall = wallClock(parts);
  if (wall === null) return null;
  const minutes = offsetOf(parts.zone) ?? zoneMinutes(zone, wall);
  return readTime(wall - minutes * MINUTE_MS);
}

/** The clock's reading in milliseconds, as though it were UTC; null when the day or the time does not exist. */
function wallClock(parts: Record<string, string | undefined>): number | null {
  const numbers = (parts.date ?? "").split(/[-/]/).map(Number);
  const [year = 0, month = 0, day = 0] = (numbers[0] ?? 0) > 31 ? numbers : numbers.reverse();
  const [hour, minute, second] = [Number(parts.hour), Number(parts.minute), Number(parts.second ?? 0)];
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const exists = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && at.getUTCHours() === hour;
  if (!exists || minute > 59 || second > 59) return null;
  return at.getTime() + Math.floor(Number(`0.${parts.fraction ?? 0}`) * 1000);
}

/** Minutes ahead of UTC; null when none is written. */
function offsetOf(text: string | undefined): number | null {
  if (!text) return null;
  if (/^(Z|UTC|GMT)$/i.test(text)) return 0;
  if (/^IST$/i.test(text)) return 330;
  const [, sign, hours, minutes] = /^([+\- ]?)(\d{2}):?(\d{2})$/.exec(text) ?? [];
  if (hours === undefined) return null;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function zoneMinutes(zone: string | undefined, wall: number): number {
  const written = offsetOf(zone);
  if (written !== null) return written;
  const name = zone && isZone(zone) ? zone : HOME_ZONE;
  // Twice, because the offset is asked at a guess that may lie on the other side of a change of clocks.
  const first = minutesAhead(name, wall);
  return minutesAhead(name, wall - first * MINUTE_MS);
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function minutesAhead(timeZone: string, at: number): number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const written = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
  return offsetOf(written.replace("GMT", "") || "Z") ?? 0;
}

/** Whole seconds from "83", "83.0" or "00:01:23"; null for anything else. */
export function readKnowlaritySeconds(text: string | undefined): number | null {
  if (text === undefined) return null;
  const clock = /^(\d{1,3}):(\d{2}):(\d{2})$/.exec(text);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const seconds = Number(text);
  return Number.isFinite(seconds) && seconds >= 0 && seconds <= 10_000_000 ? Math.round(seconds) : null;
}
