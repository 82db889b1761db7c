import { describe, expect, it } from "vitest";
import { matchKeyOf, spellingsOf } from "./aliases";

const sameLine: [string, string, string][] = [
  ["Brazil's ninth digit", "+554187991234", "+5541987991234"],
  ["Mexico's mobile 1", "+5215512345678", "+525512345678"],
  ["Argentina's mobile 9", "+5491123456789", "+541123456789"],
  ["Vietnam 0162 to 032", "+841621234567", "+84321234567"],
  ["Vietnam 0120 to 070", "+841201234567", "+84701234567"],
  ["Vietnam 0199 to 059", "+841991234567", "+84591234567"],
  ["Côte d'Ivoire, Orange", "+22507123456", "+2250707123456"],
  ["Côte d'Ivoire, MTN", "+22545123456", "+2250545123456"],
  ["Côte d'Ivoire, Moov", "+22501123456", "+2250101123456"],
  ["Côte d'Ivoire, Moov's 43", "+22543123456", "+2250143123456"],
  ["Côte d'Ivoire, MTN's 06", "+22506123456", "+2250506123456"],
  ["Benin's 01", "+22997123456", "+2290197123456"],
  ["Bogotá's 601", "+5712345678", "+576012345678"],
];

describe("two spellings of one line have one key", () => {
  it.each(sameLine)("%s", (_name, other, canonical) => {
    expect(matchKeyOf(other)).toBe(canonical);
    expect(matchKeyOf(canonical)).toBe(canonical);
    expect(new Set(spellingsOf(other))).toEqual(new Set([other, canonical]));
    expect(new Set(spellingsOf(canonical))).toEqual(new Set([other, canonical]));
  });

  it("every spelling leads back to the same key", () => {
    for (const [, other, canonical] of sameLine) {
      for (const spelling of [...spellingsOf(other), ...spellingsOf(canonical)]) {
        expect(matchKeyOf(spelling)).toBe(canonical);
      }
    }
  });
});

describe("different lines keep different keys", () => {
  it.each([
    ["a Brazilian landline has no ninth digit", "+554133331234"],
    ["an Ivorian fixed line before 2021", "+22520123456"],
    ["a Ugandan number", "+256772123456"],
    ["an American number that looks Mexican", "+15512345678"],
    ["a Vietnamese landline", "+842438251234"],
    ["a Colombian mobile", "+573012345678"],
  ])("%s", (_name, e164) => {
    expect(matchKeyOf(e164)).toBe(e164);
    expect(spellingsOf(e164)).toEqual([e164]);
  });
});
