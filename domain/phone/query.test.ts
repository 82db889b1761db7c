import { describe, expect, it } from "vitest";
import { countryName, countryOf, formatPhone } from "./format";
import { readQuery } from "./query";
import type { PhoneContext } from "./read";

const uganda: PhoneContext = { country: "UG" };
const america: PhoneContext = { country: "US" };

describe("the search box reads what a receptionist types or pastes", () => {
  it.each([
    ["+1 (555) 123-4567", "+15551234567"],
    ["00256 772 123456", "+256772123456"],
    ["000256 772 123456", "+256772123456"],
    ["011 256 772 123456", "+256772123456"],
    ["256772123456", "+256772123456"],
    ["+256 (0)772 123456", "+256772123456"],
    ["0772 123 456", "+256772123456"],
    ["772-123-456", "+256772123456"],
    ["+1 (415) 555-2671 ext. 302", "+14155552671"],
    ["٠٧٧٢١٢٣٤٥٦", "+256772123456"],
    ["०७७२१२३४५६", "+256772123456"],
    ["０７７２１２３４５６", "+256772123456"],
    ["tel:+1-415-555-2671", "+14155552671"],
    ["wa.me/14155552671", "+14155552671"],
    ["14155552671@s.whatsapp.net", "+14155552671"],
    ["\u202a+1\u00a0415\u00a0555\u00a02671\u202c", "+14155552671"],
    ["call 0772 123456 pls", "+256772123456"],
    ["Akello 0772 123456", "+256772123456"],
    ["+55 41 8799-1234", "+554187991234"],
    ["+52 1 55 1234 5678", "+525512345678"],
  ])("%s is %s", (text, e164) => {
    const query = readQuery(text, uganda);
    expect(query).toMatchObject({ kind: "number", reading: { e164 } });
  });

  it("letters on a keypad are digits, and a toll-free number may be searched", () => {
    const flowers = { kind: "number", reading: { e164: "+18003569377", rule: "vanity" } };
    expect(readQuery("1-800-FLOWERS", america)).toMatchObject(flowers);
    expect(readQuery("1-800-flowers", america)).toMatchObject(flowers);
  });

  it("the organisation's own line may be searched", () => {
    const context = { ...uganda, ownLines: new Set(["+256772123456"]) };
    expect(readQuery("0772123456", context)).toMatchObject({ kind: "number" });
  });

  it("carries the national number, the key of each reading and the extension", () => {
    expect(readQuery("0772 123 456", uganda)).toMatchObject({
      digits: "0772123456",
      national: "772123456",
      readings: [{ e164: "+256772123456", country: "UG", matchKey: "+256772123456" }],
    });
    expect(readQuery("+55 41 8799-1234", uganda)).toMatchObject({
      readings: [{ e164: "+554187991234", country: "BR", matchKey: "+5541987991234" }],
    });
    expect(readQuery("(415) 555-2671 x302", america)).toMatchObject({ reading: { extension: "302" } });
  });

  it("two numbers pasted at once are both searched", () => {
    const query = readQuery("0772 123456 / 0772 654321", uganda);
    const found = query.kind === "number" ? query.readings.map((reading) => reading.e164) : [];
    expect(found).toEqual(["+256772123456", "+256772654321"]);
  });

  it.each([
    ["2671", "2671"],
    ["123 456", "123456"],
    ["772 12", "77212"],
    ["+25677", "25677"],
    ["٢٦٧١", "2671"],
    ["(077) 2", "0772"],
  ])("%s is part of a number and never parsed", (text, digits) => {
    expect(readQuery(text, uganda)).toEqual({ kind: "digits", digits });
    expect(readQuery(text, america)).toEqual({ kind: "digits", digits });
  });

  it.each([
    ["0772 1234", "7721234"],
    ["00256 7721", "2567721"],
    ["+256 772 12", "25677212"],
    ["77212345", "77212345"],
  ])("%s is not a whole number yet: looked for as stored, without exit code or trunk 0", (text, digits) => {
    expect(readQuery(text, uganda)).toEqual({ kind: "digits", digits });
  });

  it.each(["Akello", "order 1042", "john4155552671@example.com", "Ödön 7", "0772 Akello", "12", "مريم"])(
    "%s is text",
    (text) => {
      expect(readQuery(` ${text} `, uganda)).toEqual({ kind: "text", text });
    },
  );

  it.each(["", "  ", "\u200b\u00a0"])("nothing visible is an empty search", (text) => {
    expect(readQuery(text, uganda)).toEqual({ kind: "empty" });
  });
});

describe("numbers are shown the same everywhere", () => {
  it("in international grouping", () => {
    expect(formatPhone("+256772123456")).toBe("+256 772 123456");
    expect(formatPhone("+15551234567")).toBe("+1 555 123 4567");
    expect(formatPhone("not a number")).toBe("not a number");
  });

  it("with their country, where the number tells it", () => {
    expect(countryOf("+256772123456")).toBe("UG");
    expect(countryOf("+16135550123")).toBe("CA");
    expect(countryOf("+447700900123")).toBe("GB");
    expect(countryOf("+15551234567")).toBeNull();
    expect(countryOf("nonsense")).toBeNull();
    expect(countryName("UG", "de")).toBe("Uganda");
    expect(countryName("CI", "en")).toBe("Côte d’Ivoire");
  });
});
