import { expect, it } from "vitest";
import { makePace } from "./pace";
import { nextStep } from "./rules";

const waits = (reaction: "retry" | "pair" | "slow" | "later", attempts: number, random = 0.5) => {
  const step = nextStep({ reaction, attempts, random });
  return step.kind === "again" ? step.inSeconds : step.kind;
};

it("the first retry comes within twenty seconds, and delays grow to ten minutes", () => {
  expect(waits("retry", 1, 1)).toBeLessThan(20);
  expect([1, 2, 3, 4, 5, 6, 11, 12].map((attempts) => waits("retry", attempts))).toEqual([
    2,
    8,
    32,
    128,
    512,
    600,
    600,
    "fail",
  ]);
});

it("one person is tried again after six seconds at the earliest", () => {
  expect(waits("pair", 1, 0)).toBe(6);
  expect(waits("pair", 2, 0)).toBe(12);
});

it("what is held back is tried in an hour, three times in all", () => {
  expect([1, 2, 3].map((attempts) => waits("later", attempts))).toEqual([3600, 3600, "fail"]);
});

it("a stopped channel costs a message no attempt", () => {
  expect(nextStep({ reaction: "stop", attempts: 500, random: 0 })).toEqual({ kind: "stop", inSeconds: 60 });
});

it("a number sends at most its share in any second, and rests when told", () => {
  const pace = makePace(3);
  const at = (ms: number) => new Date(1_000_000 + ms);
  for (const ms of [0, 100, 200]) pace.took("a", at(ms));
  pace.took("b", at(200));
  expect(pace.full(at(300))).toEqual(["a"]);
  expect(pace.full(at(1000))).toEqual([]);
  pace.rest("b", at(5000));
  expect(pace.full(at(4999))).toEqual(["b"]);
  expect(pace.full(at(5000))).toEqual([]);
});
