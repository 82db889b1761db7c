import { isSupportedCountry } from "libphonenumber-js/max";
import { z } from "zod";

const line = (what: string, longest: number) =>
  z
    .string({ error: `${what} must be text` })
    .trim()
    .min(1, `${what} must not be empty; leave it out instead`)
    .max(longest, `${what} may have at most ${longest} characters`);

export const phoneNumberInput = line("A phone number", 100);
export const countryInput = z
  .string({ error: "country must be an ISO code such as UG" })
  .regex(/^[A-Za-z]{2}$/, "country must be an ISO code of two letters such as UG")
  .transform((code) => code.toUpperCase())
  .refine((code) => isSupportedCountry(code), "country is not the ISO code of a country with telephones");
export const displayNameInput = line("A name", 200);
export const emailInput = z
  .email({ error: "expected an e-mail address such as name@example.org" })
  .max(254, "An e-mail address may have at most 254 characters");
export const addressInput = line("An address", 500);
export const areaInput = line("An area", 200);
export const idInput = z.uuid({ error: "expected an id" });

export const CUSTOMER_STATUSES = [
  "PROSPECT",
  "LEAD_QUALIFIED",
  "CUSTOMER",
  "CHURNED",
  "LEAD_EXHAUSTED",
] as const;
export const customerStatusInput = z.enum(CUSTOMER_STATUSES, {
  error: `expected one of ${CUSTOMER_STATUSES.join(", ")}`,
});

/** What the door of find-or-create takes, from any program. */
export const findOrCreateInput = z.strictObject({
  phoneNumber: phoneNumberInput,
  country: countryInput.optional(),
  displayName: displayNameInput.optional(),
  email: emailInput.optional(),
  address: addressInput.optional(),
  area: areaInput.optional(),
});

/** A staff edit: an absent field stays, an empty one is cleared. */
export const editCustomerInput = z.strictObject({
  id: idInput,
  displayName: displayNameInput.nullable().optional(),
  email: emailInput.nullable().optional(),
  address: addressInput.nullable().optional(),
  area: areaInput.nullable().optional(),
});

export const noteInput = z.strictObject({ customerId: idInput, body: line("A note", 5000) });

export const listCustomersInput = z.strictObject({
  query: z.string().trim().max(200, "A search may have at most 200 characters").optional(),
  status: customerStatusInput.optional(),
  limit: z.number().int().min(1, "limit is 1 to 100").max(100, "limit is 1 to 100").default(25),
  after: z.string().optional(),
});
