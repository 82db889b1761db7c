const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type TimeFormat = "auto" | "date" | "time" | "full";

/**
 * An instant in words. `auto` is relative under seven days and a date beyond; every other format is absolute in `timeZone`.
 * Depends on nothing but its input, so that server and browser write the same text.
 */
export function formatTime(input: { at: Date; now: Date; timeZone: string; format?: TimeFormat }): string {
  const { at, now, timeZone, format = "auto" } = input;
  if (format === "time")
    return absolute(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
  if (format === "full") return fullTime({ at, timeZone });
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  if (format === "auto" && Math.abs(seconds) < 7 * DAY) return relative(seconds);
  const isThisYear = yearOf(at, timeZone) === yearOf(now, timeZone);
  return absolute(at, { day: "numeric", month: "short", year: isThisYear ? undefined : "numeric", timeZone });
}

/** An instant with its zone, such as "Sat 21 Nov 2026, 09:02 GMT+3". */
export function fullTime({ at, timeZone }: { at: Date; timeZone: string }): string {
  const day = absolute(at, { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone });
  const time = absolute(at, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
    timeZone,
  });
  return `${day.replace(",", "")}, ${time}`;
}

function relative(seconds: number): string {
  const size = Math.abs(seconds);
  if (size < 45) return "just now";
  const [amount, unit] =
    size < HOUR
      ? [Math.max(1, Math.round(size / MINUTE)), "min"]
      : size < DAY
        ? [Math.round(size / HOUR), "h"]
        : [Math.round(size / DAY), size < 1.5 * DAY ? "day" : "days"];
  return seconds < 0 ? `${amount} ${unit} ago` : `in ${amount} ${unit}`;
}

const absolute = (at: Date, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", options).format(at);

const yearOf = (at: Date, timeZone: string) => absolute(at, { year: "numeric", timeZone });
