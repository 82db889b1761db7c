import { describe, expect, it } from "vitest";
import { readQuery } from "@/domain/phone/query";
import { ambiguity, sentence } from "./words";

const of = (...matches: ("exact" | "alias" | "other_country" | "suffix")[]) =>
  matches.map((match) => ({ match }));

function read(text: string, found: { customers: number; leads: number; doubt?: string }) {
  const query = readQuery(text, { country: "UG" });
  if (query.kind === "empty") throw new Error("nothing was typed");
  return sentence({ query, doubt: null, ...found });
}

describe("whether it is in doubt who is meant", () => {
  it.each([
    ["one owner", of("exact"), false, null],
    ["nobody", of(), false, null],
    ["only endings", of("suffix", "suffix"), false, null],
    ["one owner abroad", of("other_country"), false, null],
    [
      "owners in two countries",
      of("exact", "other_country"),
      false,
      "2 people have this number in different countries",
    ],
    [
      "two owners abroad",
      of("other_country", "other_country"),
      false,
      "2 people have this number in different countries",
    ],
    ["a number that names its country", of("exact", "other_country"), true, null],
    ["a shared number", of("exact", "exact"), true, "2 people share this number"],
  ])("%s", (_case, customers, namesItsCountry, expected) => {
    expect(ambiguity(customers, namesItsCountry)).toBe(expected);
  });
});

describe("the reading line", () => {
  it.each([
    ["0772 123 456", { customers: 1, leads: 0 }, "Reading as +256 772 123456, Uganda – 1 customer"],
    ["+256772123456", { customers: 0, leads: 0 }, "Reading as +256 772 123456, Uganda – nobody yet"],
    [
      "0772123456 ext. 302",
      { customers: 1, leads: 2 },
      "Reading as +256 772 123456, extension 302, Uganda – 1 customer, 2 leads without a customer",
    ],
    ["2671", { customers: 8, leads: 0 }, "Part of a number, 2671 – the first 8 customers"],
    ["akello", { customers: 2, leads: 0 }, "Name or e-mail “akello” – 2 customers"],
    [
      "0772123456",
      { customers: 2, leads: 0, doubt: "2 people" },
      "Reading as +256 772 123456, Uganda – 2 people",
    ],
  ])("%s", (text, found, expected) => {
    expect(read(text, found)).toBe(expected);
  });
});
