import { DAY_MS, MINUTE_MS } from "./world";

const offsets = new Map<string, number>();

/** Minutes that a zone is ahead of UTC around an instant. Intl is slow, and a day has one answer but at two nights a year. */
function offsetMinutes(timeZone: string, at: Date): number {
  const key = `${timeZone} ${at.toISOString().slice(0, 10)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign = "+", hours = "0", minutes = "0"] = /([+-])(\d+):(\d+)/.exec(name) ?? [];
  const offset = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
  offsets.set(key, offset);
  return offset;
}

/** The instant of a local time, `day` days after today in that zone, `minutes` after midnight. */
export function wallClock(timeZone: string, now: Date, day: number, minutes: number): Date {
  const localNow = now.getTime() + offsetMinutes(timeZone, now) * MINUTE_MS;
  const midnight = Math.floor(localNow / DAY_MS) * DAY_MS + day * DAY_MS;
  const noon = new Date(midnight + DAY_MS / 2);
  return new Date(midnight + (minutes - offsetMinutes(timeZone, noon)) * MINUTE_MS);
}

/** 0 is Sunday, in that zone. */
export function weekday(timeZone: string, at: Date): number {
  return new Date(at.getTime() + offsetMinutes(timeZone, at) * MINUTE_MS).getUTCDay();
}
