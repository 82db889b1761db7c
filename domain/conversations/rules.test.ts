import { expect, it } from "vitest";
import { beatenBy, isWindowOpen, timeLeft, windowClosesAt } from "./rules";

const at = (text: string) => new Date(`2026-05-01T${text}Z`);

it("the window closes 24 hours after the other side's last message, and was never open without one", () => {
  expect(windowClosesAt(at("10:00:00"))).toEqual(new Date("2026-05-02T10:00:00Z"));
  expect(windowClosesAt(null)).toBeNull();
});

it("the window is open until that instant and closed at it", () => {
  expect(isWindowOpen(at("10:00:00"), new Date("2026-05-02T09:59:59Z"))).toBe(true);
  expect(isWindowOpen(at("10:00:00"), new Date("2026-05-02T10:00:00Z"))).toBe(false);
  expect(isWindowOpen(null, at("10:00:00"))).toBe(false);
});

it.each([
  ["12:14:59", "2 h 14 m"],
  ["10:14:00", "14 m"],
  ["10:00:59", "less than a minute"],
  ["11:00:00", "1 h 0 m"],
])("what is left until %s is %s", (until, words) => expect(timeLeft(at(until), at("10:00:00"))).toBe(words));

it("every order of statuses ends the same: read, delivered, failed, sent", () => {
  expect(beatenBy("read")).toEqual(["queued", "sent", "failed", "delivered"]);
  expect(beatenBy("failed")).toEqual(["queued", "sent"]);
  expect(beatenBy("sent")).toEqual(["queued"]);
});
