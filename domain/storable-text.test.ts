import { describe, expect, it } from "vitest";
import { unstorablePath } from "./storable-text";

describe("text that PostgreSQL cannot hold", () => {
  it.each([
    ["a\0b", ""],
    [{ name: "x\ud800" }, "name"],
    [{ a: [{ b: "\0" }] }, "a.0.b"],
  ])("%j is found at %j", (value, path) => {
    expect(unstorablePath(value)).toBe(path);
  });

  it.each(["plain", "emoji 😀 whole", { deep: [1, null, new Date(), "ok"] }, undefined])(
    "%j is fine",
    (value) => {
      expect(unstorablePath(value)).toBeNull();
    },
  );
});
