import type { CustomerHit } from "@/domain/customers/search-hits";
import { countryName, formatPhone } from "@/domain/phone/format";
import type { PhoneQuery } from "@/domain/phone/query";

const FULL_LIST = 8;

const count = (amount: number, one: string, many: string) => `${amount} ${amount === 1 ? one : many}`;

/**
 * Why a whole number does not say which customer is meant, or null. A number that names its own country is only in doubt when several
 * people share it.
 */
export function ambiguity(customers: Pick<CustomerHit, "match">[], namesItsCountry: boolean): string | null {
  const owners = customers.filter((hit) => hit.match === "exact" || hit.match === "alias").length;
  const elsewhere = customers.filter((hit) => hit.match === "other_country").length;
  if (elsewhere > 0 && owners + elsewhere > 1 && !namesItsCountry) {
    return `${owners + elsewhere} people have this number in different countries`;
  }
  return owners > 1 ? `${owners} people share this number` : null;
}

/** What was understood and found: "Reading as +256 772 123456, Uganda – 1 customer". */
export function sentence(input: {
  query: Exclude<PhoneQuery, { kind: "empty" }>;
  customers: number;
  leads: number;
  doubt: string | null;
}): string {
  const found = input.doubt ?? counted(input.customers, input.leads);
  return `${understood(input.query)} – ${found}`;
}

function understood(query: Exclude<PhoneQuery, { kind: "empty" }>): string {
  if (query.kind === "text" && /^\d+$/.test(query.text)) return "Type at least 3 digits";
  if (query.kind === "text") return `Name or e-mail “${query.text}”`;
  if (query.kind === "digits") return `Part of a number, ${query.digits}`;
  const { reading } = query;
  const parts = [formatPhone(reading.e164)];
  if (reading.extension) parts.push(`extension ${reading.extension}`);
  if (reading.country) parts.push(countryName(reading.country, "en"));
  return `Reading as ${parts.join(", ")}`;
}

function counted(customers: number, leads: number): string {
  if (customers + leads === 0) return "nobody yet";
  const parts = [];
  // The search stops at a full list; there may be more behind it.
  if (customers >= FULL_LIST) parts.push(`the first ${customers} customers`);
  else if (customers > 0) parts.push(count(customers, "customer", "customers"));
  if (leads > 0) parts.push(`${count(leads, "lead", "leads")} without a customer`);
  return parts.join(", ");
}
