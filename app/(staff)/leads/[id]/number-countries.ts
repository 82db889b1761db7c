import "server-only";
import { getCountries } from "libphonenumber-js/max";
import type { Ctx } from "@/domain/ctx";
import { phoneContext } from "@/domain/customers/phone-context";
import { countryName } from "@/domain/phone/format";

/** The countries that a number may be read in, by name, and the one that is assumed at a branch. */
export async function numberCountries(ctx: Ctx, branchId: string | null) {
  const { country } = await phoneContext(ctx, { branchId });
  const countries = getCountries()
    .map((code) => ({ code, name: countryName(code, "en") }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  return { countries, usualCountry: countryName(country, "en") };
}
