import fc from "fast-check";
import { type CountryCode, getCountries, parsePhoneNumberFromString } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { expect, it } from "vitest";
import { assignedAtHome, assignedType } from "./assigned";
import { leadingCountryOf, planOf } from "./plan";

// National numbers near real ones: the published example with other last digits, sometimes too many or too few.
const nearlyNational = (country: CountryCode) =>
  fc
    .record({
      kept: fc.integer({ min: 1, max: 6 }),
      tail: fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 14, maxLength: 14 }),
      surplus: fc.constantFrom(0, 0, 0, 0, -1, 1),
    })
    .map(({ kept, tail, surplus }) => {
      const example = examples[country];
      return (example.slice(0, kept) + tail).slice(0, example.length + surplus);
    });

const anyNumber = fc.constantFrom(...getCountries()).chain((country) =>
  fc.record({
    country: fc.constant(country),
    trunk: fc.constantFrom("", planOf(country).trunkPrefix),
    national: nearlyNational(country),
  }),
);

it("the quick reading of an assigned line is the general parser's reading", () => {
  let compared = 0;
  fc.assert(
    fc.property(anyNumber, ({ country, trunk, national }) => {
      const leading = planOf(leadingCountryOf(planOf(country).callingCode) ?? country);
      const abroad = assignedType(national, leading);
      if (abroad !== null) {
        compared += 1;
        const parsed = parsePhoneNumberFromString(`+${leading.callingCode}${national}`, { extract: false });
        expect([parsed?.nationalNumber, parsed?.country, parsed?.getType()]).toEqual([
          national,
          leading.country,
          abroad,
        ]);
      }
      const home = assignedAtHome(trunk + national, leading);
      if (home === null) return;
      const parsed = parsePhoneNumberFromString(trunk + national, {
        defaultCountry: country,
        extract: false,
      });
      expect([parsed?.nationalNumber, parsed?.country, parsed?.getType()]).toEqual([
        home.national,
        leading.country,
        home.type,
      ]);
    }),
    { numRuns: 10_000 },
  );
  // A test that compared next to nothing would guard nothing.
  expect(compared).toBeGreaterThan(1000);
});

it("digits that begin with the country's exit code are left to the general parser", () => {
  // 015 is one of Israel's exit codes.
  expect(assignedAtHome("015372043257", planOf("IL"))).toBeNull();
  expect(assignedAtHome("0502345678", planOf("IL"))).toMatchObject({ national: "502345678" });
});
