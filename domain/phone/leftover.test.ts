import { expect, it } from "vitest";
import { readQuery } from "./query";
import { readPhone } from "./read";

it.each([
  ["0772 123 456", "US"],
  ["077212345", "UG"],
  ["1234567", "US"],
] as const)("%s with home %s is nobody's number: no plan holds what is left over", (raw, country) => {
  expect(readPhone(raw, { country })).toMatchObject({ kind: "none" });
});

it.each([
  ["555-123-4567", "US", "+15551234567"],
  ["07700 900123", "GB", "+447700900123"],
  ["06 698 12345", "IT", "+390669812345"],
  ["07 01 02 03 04", "CI", "+2250701020304"],
] as const)("%s with home %s is still %s", (raw, country, e164) => {
  expect(readPhone(raw, { country })).toMatchObject({ kind: "phone", e164 });
});

it.each(["(415) 555-2671 ext. 302", "call (415) 555-2671 pls", "0415 555 2671"])(
  "%s, which is no number at home, is looked for by its digits",
  (text) => {
    const query = readQuery(text, { country: "UG" });
    expect(query).toMatchObject({ kind: "digits", digits: "4155552671" });
  },
);

it.each(["8299033", "82990331"])("%s is the end of a number, and not an unusual Korean one", (text) => {
  expect(readQuery(text, { country: "UG" })).toEqual({ kind: "digits", digits: text });
});
