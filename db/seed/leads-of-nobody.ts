import { readPhone } from "@/domain/phone/read";
import { BRANCHES, branchOf, OWN_LINES } from "./branches";
import { assignee, externalIdFor, INTERESTS, type Lead } from "./leads";
import type { Numbers } from "./numbers";
import type { Cast } from "./special-people";
import { oddly } from "./spellings";
import { before, branchId, DAY_MS, MINUTE_MS, type World } from "./world";

const NAMES = [
  "Jane",
  "Ali",
  "M. Ssebunya",
  "Kwame",
  "Mrs. Otieno",
  "Tom",
  "Nadia",
  "Peace",
  "R. Patel",
  "Achan",
  null,
  null,
];

/** What forms, exchanges and desks have sent where a number should stand. */
const UNUSABLE = [
  "anonymous",
  "Restricted",
  "",
  "N/A",
  "07",
  "+2567",
  "ask my husband",
  "same as before",
  "9999999999",
  "5555555555",
  "0000000000",
  "1234567890",
  "+256 414 000100",
  "+1 512 555 0199",
  "+1 800 555 0199",
  "+256 800 100330",
  "411",
  "12345",
  "+256700000901 / +256700000902",
  "+256 700 000 9999 999 99",
];

/** Leads that are linked to nobody, each with the reason, and those that lists leave out. */
export function makeUnlinkedLeads(world: World, cast: Cast): Lead[] {
  const household = cast.household[0]?.phone ?? "";
  const unusable = Array.from({ length: 97 }, (_, index) =>
    leadOf(world, { raw: UNUSABLE[index % UNUSABLE.length] ?? "", days: 1 + index * 1.7 }),
  );
  const shared = [3, 12, 30, 44, 61, 80].map((days) =>
    leadOf(world, { raw: household, days, e164: household }),
  );
  const junk = Array.from({ length: 25 }, (_, index) => {
    const lead = leadOf(world, { raw: index % 2 ? "9999999999" : "asdf", days: 2 + index * 5 });
    return {
      ...lead,
      name: index % 3 ? "asdf" : "BUY FOLLOWERS",
      junkAt: before(lead.createdAt, -90 * MINUTE_MS),
    };
  });
  const tests = Array.from(
    { length: 12 },
    (_, index): Lead => ({
      ...leadOf(world, {
        raw: "<test lead: dummy data for phone_number>",
        days: 4 + index * 13,
        source: "meta",
      }),
      name: "<test lead: dummy data for full_name>",
      email: "test@meta.com",
      isTest: true,
    }),
  );
  return [...unusable, ...shared, ...junk, ...tests];
}

/** Leads of an older system: the number as somebody typed it, never read, linked to nobody. Half belong to customers of today. */
export function makeLegacyLeads(world: World, numbers: Numbers): Lead[] {
  const { random } = world;
  const known = world.people.filter(({ phone, sharesNumber }) => phone !== null && !sharesNumber);
  return Array.from({ length: 60 }, (_, index): Lead => {
    const person = index % 2 ? random.pick(known) : null;
    const branch = branchOf(person?.branch ?? random.pick(BRANCHES).code);
    const number = person?.phone ?? numbers.next(branch.country);
    // A few can never be read; the clean-up has to report them.
    const raw =
      index % 20 === 19
        ? "see paper file"
        : oddly(random, number, !person || person.country === branch.country);
    return {
      ...leadOf(world, { raw, days: 100 + index * 3, source: "import", branch: branch.code }),
      externalId: `old-crm-${1000 + index}`,
      name: person?.name ?? random.pick(NAMES),
      status: random.pick(["new", "contacted", "lost"] as const),
      unlinkedReason: null,
    };
  });
}

type Input = { raw: string; days: number; e164?: string; source?: Lead["source"]; branch?: string };

function leadOf(world: World, input: Input): Lead {
  const { random, now } = world;
  const createdAt = before(now, input.days * DAY_MS - random.between(0, 600) * MINUTE_MS);
  const branch = branchOf(input.branch ?? random.pick(BRANCHES).code);
  const source = input.source ?? random.pick(["meta", "knowlarity", "walk_in"] as const);
  const reading = readPhone(input.raw, {
    country: branch.country,
    ownLines: OWN_LINES,
    placeholders: new Set(["5555555555", "5550000"]),
  });
  return {
    id: random.id(createdAt),
    person: null,
    source,
    externalId: externalIdFor(random, source, createdAt),
    raw: input.raw,
    e164: input.e164 ?? null,
    name: random.pick(NAMES),
    email: null,
    interest: random.chance(0.7) ? random.pick(INTERESTS) : null,
    branchId: branchId(world, branch.code),
    status: random.chance(0.6) ? "new" : "contacted",
    assigneeId: assignee(world, createdAt),
    isTest: false,
    junkAt: null,
    archivedAt: null,
    unlinkedReason: reading.kind === "none" ? reading.reason : "shared_number",
    createdAt,
  };
}
