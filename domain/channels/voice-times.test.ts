import { expect, it } from "vitest";
import { readAppointmentTime, readTime } from "./voice-times";

it.each([
  ["2026-12-01T15:00:00Z", "2026-12-01T15:00:00.000Z"],
  ["2026-12-01T15:00:00+03:00", "2026-12-01T12:00:00.000Z"],
  ["2026-12-01 15:00", "2026-12-01T15:00"],
  ["2026-12-01 3:00 PM", "2026-12-01T15:00"],
  ["2026-12-01 12:30 am", "2026-12-01T00:30"],
])("an appointment at %s is read as %s; without an offset it stays the branch's own clock", (said, read) => {
  expect(readAppointmentTime(said)).toBe(read);
});

it.each([
  "2026-12-01",
  "2026-02-30T10:00:00Z",
  "2026-02-30 10:00",
  "tomorrow at 3pm",
  "12/01/2026 15:00",
  "",
])("%j is no time", (said) => {
  expect(readAppointmentTime(said)).toBeNull();
});

it.each([1_795_000_000, 1_795_000_000_000, "1795000000", "2026-11-18T11:06:40Z"])(
  "%j is one instant",
  (value) => {
    expect(readTime(value)?.toISOString()).toBe("2026-11-18T11:06:40.000Z");
  },
);
