import { PLACES } from "./countries";
import { lifetimeValues } from "./ltv";
import { makeNamer } from "./names";
import { type Numbers, placeOf } from "./numbers";
import type { Random } from "./random";
import { before, DAY_MS, hasBought, type Person } from "./world";

/** How the 1,200 came: the first three kinds have talked with us, 540 in all. */
const SOURCES = [
  ["whatsapp", 312],
  ["voice", 108],
  ["knowlarity", 120],
  ["meta", 300],
  ["walk_in", 264],
  ["import", 96],
] as const;
const STATUSES = [
  ["CUSTOMER", 696],
  ["CHURNED", 48],
  ["LEAD_QUALIFIED", 110],
  ["PROSPECT", 305],
  ["LEAD_EXHAUSTED", 41],
] as const;
const PAID_PLANS = [
  ["standard", 140],
  ["plus", 65],
] as const;

const times = <T>(groups: readonly (readonly [item: T, count: number])[]) =>
  groups.flatMap(([item, count]) => Array.from({ length: count }, () => item));

/** The 1,200 customers of the demo, without the special cases. */
export function makePeople(random: Random, now: Date, numbers: Numbers): Person[] {
  const nameOf = makeNamer(random);
  const sources = random.shuffled(times(SOURCES));
  const statuses = random.shuffled(times(STATUSES));
  const countries = random.shuffled(times(PLACES.map(({ code, people }) => [code, people] as const)));
  const people = countries.map((country, index): Person => {
    const place = placeOf(country);
    const source = sources[index] ?? "import";
    const status = statuses[index] ?? "PROSPECT";
    const createdAt = before(now, ageInDays(random, status) * DAY_MS);
    const name = nameOf(country, index);
    return {
      id: random.id(createdAt),
      name,
      phone: numbers.next(country),
      formerPhone: null,
      bsuid: null,
      sharesNumber: false,
      country,
      offset: place.offset,
      language: random.weighted(place.languages),
      branch: random.weighted(place.branches),
      email: random.chance(0.45) ? emailFor(name, index) : null,
      area: random.chance(0.6) ? random.pick(place.areas) : null,
      address: random.chance(0.5) ? place.street.replace("{n}", String(random.between(2, 180))) : null,
      status,
      ltv: 0,
      source,
      consent: consentFor(random, source),
      plan: "guest",
      silent: false,
      createdAt,
      lastSeenAt: createdAt,
    };
  });
  giveValues(random, people);
  givePlans(random, people);
  return people;
}

/** Most are recent, as in a business that grows; nobody buys on the first day or leaves within two months. */
function ageInDays(random: Random, status: Person["status"]): number {
  const youngest = status === "CHURNED" ? 65 : status === "CUSTOMER" ? 3 : 0.2;
  return youngest + (180 - youngest) * random.next() ** 1.53;
}

function emailFor(name: string | null, index: number): string {
  const plain = (name ?? "")
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z ]/g, "")
    .trim()
    .replace(/ +/g, ".");
  return `${plain || "mail"}${index}@example.com`;
}

function consentFor(random: Random, source: Person["source"]): Person["consent"] {
  if (source !== "whatsapp") return random.chance(0.25) ? "granted" : "pending";
  return random.weighted([
    ["granted", 70],
    ["pending", 24],
    ["withdrawn", 6],
  ]);
}

function giveValues(random: Random, people: readonly Person[]): void {
  const buyers = people.filter(hasBought);
  const values = random.shuffled(lifetimeValues(buyers.length));
  for (const [index, buyer] of buyers.entries()) buyer.ltv = values[index] ?? 0;
}

/** Paying plans for some of those who buy; whoever left had one. */
function givePlans(random: Random, people: readonly Person[]): void {
  const plans = times(PAID_PLANS);
  const customers = random.shuffled(people.filter(({ status }) => status === "CUSTOMER"));
  for (const [index, plan] of plans.entries()) {
    const customer = customers[index];
    if (customer) customer.plan = plan;
  }
  for (const person of people) {
    if (person.status === "CHURNED") person.plan = random.chance(0.7) ? "standard" : "plus";
  }
}
