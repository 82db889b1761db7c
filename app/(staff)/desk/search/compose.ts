import "server-only";
import type { CountryCode } from "libphonenumber-js/max";
import type { OtherReading } from "@/components/phone/country-select";
import type { Ctx } from "@/domain/ctx";
import { phoneContext } from "@/domain/customers/phone-context";
import type { CustomerHit, Match } from "@/domain/customers/search-hits";
import { similarCustomers } from "@/domain/customers/similar";
import { searchDesk } from "@/domain/leads/desk-search";
import { countryName, formatPhone } from "@/domain/phone/format";
import type { PhoneQuery } from "@/domain/phone/query";
import { type PhoneContext, readPhone } from "@/domain/phone/read";
import { env } from "@/env";
import type { Answer, CreateRow, RowGroup } from "./answer";
import { customerRow, leadRow } from "./rows";
import { ambiguity, sentence } from "./words";

/** Runs the desk's search and puts its answer into the words and rows that the page shows. */
export async function answerDesk(ctx: Ctx, asked: { text: string; country?: string }): Promise<Answer> {
  const [found, context] = await Promise.all([
    searchDesk(ctx, asked),
    phoneContext(ctx, { country: asked.country }),
  ]);
  const { query, customers, leads } = found;
  const now = new Date();
  const frame = { now: now.toISOString(), timeZone: env().ORGANISATION_TIMEZONE };
  if (query.kind === "empty") return { ...emptyAnswer(context), ...frame };

  const isNumber = query.kind === "number";
  const owners = customers.filter((hit) => hit.match === "exact" || hit.match === "alias");
  const isNobody = customers.length + leads.length === 0;
  const create = owners.length > 0 ? null : createRow(asked.text, query, context, isNobody);
  const groups = customerGroups(customers, query);
  if (leads.length > 0) {
    groups.push({
      key: "leads",
      label: "Leads without a customer",
      items: leads.map((hit) => leadRow(hit, query)),
    });
  }
  if (create) groups.push({ key: "create", label: "Not registered yet", items: [create] });
  if (create && isNumber && isNobody) {
    groups.push(...customerGroups(await similarCustomers(ctx, similarTo(query)), query));
  }

  const doubt = isNumber ? ambiguity(customers, query.reading.countrySource === "number") : null;
  return {
    ...frame,
    groups,
    reading: sentence({ query, customers: customers.length, leads: leads.length, doubt }),
    isUnusual: isNumber && query.reading.isUnusual,
    problem: isNobody && !create ? problemOf(asked.text, query, context) : null,
    country: (isNumber ? query.reading.country : null) ?? context.country,
    readings: isNumber ? otherReadings(query) : [],
    isAmbiguous: doubt !== null,
    onlyExactId: doubt === null && owners.length === 1 ? (owners[0]?.id ?? null) : null,
  };
}

const emptyAnswer = (context: PhoneContext) => ({
  groups: [],
  reading: "",
  isUnusual: false,
  problem: null,
  country: context.country,
  readings: [],
  isAmbiguous: false,
  onlyExactId: null,
});

const LABELS: Record<Match, string> = {
  exact: "This number",
  alias: "The same line, written differently",
  other_country: "The same number in another country",
  suffix: "Ends in these digits",
  contains: "Contains these digits",
  name: "Name",
  email: "E-mail",
  similar: "Similar numbers, one digit away",
};

function customerGroups(customers: CustomerHit[], query: Exclude<PhoneQuery, { kind: "empty" }>): RowGroup[] {
  const groups: RowGroup[] = [];
  for (const hit of customers) {
    const row = customerRow(hit, query);
    const last = groups.at(-1);
    if (last?.key === hit.match) last.items.push(row);
    else groups.push({ key: hit.match, label: LABELS[hit.match], items: [row] });
  }
  return groups;
}

/** The national number as it is stored, without a trunk zero. */
const similarTo = ({ reading, national }: Extract<PhoneQuery, { kind: "number" }>) => {
  const stripped = national.replace(/^0+/, "");
  return { e164: reading.e164, national: reading.e164.endsWith(stripped) ? stripped : national };
};

/** Offered when nobody owns the number and a person can have it, or for a name that nobody has. */
function createRow(
  text: string,
  query: PhoneQuery,
  context: PhoneContext,
  isNobody: boolean,
): CreateRow | null {
  if (query.kind === "text" && isNobody && /\p{L}{2}/u.test(query.text) && !query.text.includes("@")) {
    return {
      kind: "create",
      id: "create",
      display: null,
      country: null,
      handover: { phoneNumber: "", displayName: query.text },
    };
  }
  if (query.kind !== "number") return null;
  const reading = readPhone(text, context);
  if (reading.kind === "none") return null;
  const display = formatPhone(reading.e164);
  const phoneNumber = reading.extension ? `${display} ext. ${reading.extension}` : display;
  return {
    kind: "create",
    id: "create",
    display: phoneNumber,
    country: reading.country,
    handover: { phoneNumber, displayName: "" },
  };
}

function problemOf(text: string, query: PhoneQuery, context: PhoneContext): string | null {
  if (query.kind === "empty" || query.kind === "text") return null;
  const reading = readPhone(text, context);
  return reading.kind === "none" ? reading.explanation : null;
}

function otherReadings(query: Extract<PhoneQuery, { kind: "number" }>): OtherReading[] {
  const others = new Map<CountryCode, OtherReading>();
  for (const { e164, country } of query.readings) {
    if (country === null || country === query.reading.country || others.has(country)) continue;
    others.set(country, { code: country, name: countryName(country, "en"), display: formatPhone(e164) });
  }
  return [...others.values()];
}
