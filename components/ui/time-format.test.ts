import { describe, expect, test } from "vitest";
import { formatTime, fullTime } from "./time-format";

const now = new Date("2026-11-21T09:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const auto = (at: Date) => formatTime({ at, now, timeZone: "Africa/Kampala" });

describe("time in words", () => {
  test("is relative under seven days, both ways", () => {
    expect(auto(ago(10))).toBe("just now");
    expect(auto(ago(50))).toBe("1 min ago");
    expect(auto(ago(3 * 3600))).toBe("3 h ago");
    expect(auto(ago(24 * 3600))).toBe("1 day ago");
    expect(auto(ago(6 * 86400))).toBe("6 days ago");
    expect(auto(ago(-2 * 3600))).toBe("in 2 h");
  });

  test("is a date beyond seven days, with the year when it is another", () => {
    expect(auto(ago(8 * 86400))).toBe("13 Nov");
    expect(auto(new Date("2025-03-02T12:00:00Z"))).toBe("2 Mar 2025");
  });

  test("is absolute in the zone asked for", () => {
    const at = new Date("2026-11-21T22:30:00Z");
    expect(formatTime({ at, now, timeZone: "Africa/Kampala", format: "time" })).toBe("01:30");
    expect(formatTime({ at, now, timeZone: "Africa/Kampala", format: "date" })).toBe("22 Nov");
    expect(fullTime({ at, timeZone: "Africa/Kampala" })).toMatch(/^Sun 22 Nov 2026, 01:30 (EAT|GMT\+3)$/);
  });

  test("midnight is 00:00, not 24:00", () => {
    const at = new Date("2026-11-21T21:00:00Z");
    expect(formatTime({ at, now, timeZone: "Africa/Kampala", format: "time" })).toBe("00:00");
  });
});
