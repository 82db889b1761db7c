import fc from "fast-check";
import { type CountryCode, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, it } from "vitest";
import { matchKeyOf, spellingsOf } from "./aliases";
import { readQuery } from "./query";
import { readPhone } from "./read";

// Trunk prefix as written by hand here, so that the test does not trust the code it tests.
const trunks = {
  UG: "0",
  KE: "0",
  US: "",
  GB: "0",
  DE: "0",
  IN: "0",
  BR: "0",
  MX: "",
  AR: "0",
  EG: "0",
  FR: "0",
  ZA: "0",
  AU: "0",
  IT: "",
  ES: "",
} satisfies Partial<Record<CountryCode, string>>;
type Home = keyof typeof trunks;
const homes = Object.keys(trunks) as Home[];

/** A valid mobile number of the country: its published example with other last digits. */
const numberOf = (country: Home) =>
  fc.integer({ min: 0, max: 9999 }).map((tail) => {
    const example = examples[country];
    return example.slice(0, -4) + String(tail).padStart(4, "0");
  });

const digitZero = fc.constantFrom(0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10);
const inScript = (text: string, zero: number) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

const separator = fc.constantFrom("", "", "", " ", "-", ".", "\u00a0", " - ", "\u2011", "\u200e", " (", ") ");
const separated = (digits: string) =>
  fc.array(separator, { minLength: digits.length, maxLength: digits.length }).map((marks) => {
    // Only a data frame writes a number as 772123456.0.
    const before = (index: number) =>
      index > digits.length - 3 ? marks[index]?.replace(".", "-") : marks[index];
    return [...digits].map((digit, index) => (index === 0 ? "" : (before(index) ?? "")) + digit).join("");
  });

const sameCountry = fc
  .constantFrom(...homes)
  .chain((country) =>
    fc.record({ country: fc.constant(country), home: fc.constant(country), national: numberOf(country) }),
  );
const anyCountry = fc.constantFrom(...homes).chain((country) =>
  fc.record({
    country: fc.constant(country),
    home: fc.constantFrom(...homes),
    national: numberOf(country),
  }),
);

const wrapper = fc.constantFrom<[string, string]>(
  ["", ""],
  ["tel:", ""],
  ["call ", " pls"],
  ["\u202a", "\u202c"],
  ["  ", "\n"],
  ["Akello: ", ""],
  ["", " ext. 302"],
  ["", " x302"],
  ["", ";ext=302"],
);

const abroad = anyCountry.chain(({ country, home, national }) => {
  const international = getCountryCallingCode(country) + national;
  return fc
    .record({
      prefix: fc.constantFrom("+", "00", "000", "+ ", "++"),
      body: separated(international),
      zero: digitZero,
      around: wrapper,
    })
    .map(({ prefix, body, zero, around }) => ({
      home,
      e164: `+${international}`,
      text: around[0] + inScript(prefix + body, zero) + around[1],
    }));
});

const atHome = sameCountry.chain(({ country, home, national }) =>
  fc
    .record({
      prefix: fc.constantFrom("", trunks[country], getCountryCallingCode(country)),
      body: separated(national),
      zero: digitZero,
      around: wrapper,
    })
    .map(({ prefix, body, zero, around }) => ({
      home,
      e164: `+${getCountryCallingCode(country)}${national}`,
      text: around[0] + inScript(prefix + body, zero) + around[1],
    })),
);

const links = anyCountry.chain(({ country, home, national }) => {
  const international = getCountryCallingCode(country) + national;
  return fc
    .constantFrom(
      `https://wa.me/${international}`,
      `wa.me/+${international}?text=hi`,
      `https://api.whatsapp.com/send?phone=${international}`,
      `${international}@s.whatsapp.net`,
      `${international}@c.us`,
      `tel:+${international}`,
      `sip:+${international}@example.com`,
    )
    .map((text) => ({ home, e164: `+${international}`, text }));
});

const runs = { numRuns: 3000 };

describe("however a valid number is written", () => {
  it.each([
    ["from abroad", abroad],
    ["at home", atHome],
    ["in a link or an address", links],
  ])("%s, it is read as the same number", (_name, spelling) => {
    fc.assert(
      fc.property(spelling, ({ text, home, e164 }) => {
        fc.pre(parsePhoneNumberFromString(e164)?.isValid() === true);
        const reading = readPhone(text, { country: home });
        expect(reading.kind === "phone" ? reading.e164 : reading.explanation).toBe(e164);
        expect(readQuery(text, { country: home })).toMatchObject({ kind: "number", reading: { e164 } });
      }),
      runs,
    );
  });
});

const digitSoup = fc.string({
  unit: fc.constantFrom(
    ..."0123456789+ -()/.,;x#a@\u0660\u200e\u00a0",
    "00",
    "+256",
    "ext",
    "wa.me/",
    "(0)",
    "tel:",
  ),
  maxLength: 30,
});
const anyText = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), digitSoup);

describe("whatever the text", () => {
  it("reading never throws, and a number that was read is stable", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...homes), (text, country) => {
        readQuery(text, { country });
        const reading = readPhone(text, { country });
        expect(reading.raw).toBe(text);
        if (reading.kind === "none") return;
        expect(reading.e164).toMatch(/^\+[1-9]\d{5,17}$/);
        const again = readPhone(reading.e164, { country });
        expect(again).toMatchObject({ kind: "phone", e164: reading.e164, matchKey: reading.matchKey });
        expect(matchKeyOf(reading.matchKey)).toBe(reading.matchKey);
        for (const spelling of spellingsOf(reading.e164)) expect(matchKeyOf(spelling)).toBe(reading.matchKey);
      }),
      { numRuns: 10_000 },
    );
  });
});
