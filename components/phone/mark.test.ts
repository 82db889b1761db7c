import { describe, expect, it } from "vitest";
import { markDigits, markText } from "./mark";

const shown = (segments: { text: string; isMatch: boolean }[]) =>
  segments.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("");

describe("marking", () => {
  it.each([
    ["+256 772 123456", ["3456"], "+256 772 12[3456]"],
    ["+256 772 123456", ["772123"], "+256 [772 123]456"],
    ["+1 415-555-2671", ["555267"], "+1 415-[555-267]1"],
    ["+256 772 123456", ["256772123456", "772123456"], "[+256 772 123456]"],
    ["+256 772 123456", ["0772123456", "772123456"], "+256 [772 123456]"],
    ["+44 7700 900 900", ["900"], "+44 7700 900 [900]"],
    ["+256 772 123456", ["999", ""], "+256 772 123456"],
  ])("in %s finds %j across the spaces", (display, candidates, expected) => {
    expect(shown(markDigits(display, candidates))).toBe(expected);
  });

  it("never loses or repeats a character", () => {
    for (const digits of ["2", "56", "123456", "256772123456"]) {
      const text = markDigits("+256 772 123456", [digits]).map((segment) => segment.text);
      expect(text.join("")).toBe("+256 772 123456");
    }
  });

  it("finds text in a name whatever its case, and leaves a name alone whose letters grow when lowered", () => {
    expect(shown(markText("Grace Akello", "ake"))).toBe("Grace [Ake]llo");
    expect(shown(markText("İstanbul Ada", "ada"))).toBe("İstanbul Ada");
  });
});
