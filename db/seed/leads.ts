import { formatPhone } from "@/domain/phone/format";
import { branchOf } from "./branches";
import { insertRows, type Writer } from "./fill";
import type { Random } from "./random";
import { nationally, oddly } from "./spellings";
import { awake, before, branchId, DAY_MS, type Person, type Source, staffId, type World } from "./world";

export type Lead = {
  id: string;
  person: Person | null;
  source: Source;
  externalId: string | null;
  /** As received, and its normal form where somebody has read it. */
  raw: string | null;
  e164: string | null;
  name: string | null;
  email: string | null;
  interest: string | null;
  branchId: string | null;
  status: "new" | "contacted" | "qualified" | "converted" | "lost";
  assigneeId: string | null;
  isTest: boolean;
  junkAt: Date | null;
  archivedAt: Date | null;
  unlinkedReason: string | null;
  createdAt: Date;
};

export const INTERESTS = [
  "Skin consultation",
  "Facial package",
  "Laser hair removal",
  "Massage for two",
  "Bridal package",
  "Monthly delivery of skincare",
  "Acne treatment",
  "Gift card",
] as const;

/** How many customers of each source came with a lead of their own. */
const LINKED: readonly (readonly [source: Source, count: number])[] = [
  ["meta", 300],
  ["walk_in", 240],
  ["knowlarity", 110],
  ["import", 50],
];

export function externalIdFor(random: Random, source: Source, at: Date): string | null {
  if (source === "meta")
    return `40${random.between(10_000_000, 99_999_999)}${random.between(100_000, 999_999)}`;
  if (source === "knowlarity") return random.id(at);
  if (source === "import") return `sheet-${random.between(100_000, 999_999)}`;
  return null;
}

/** Leads of customers: each opened when the person was first heard from. */
export function makeLinkedLeads(world: World): Lead[] {
  const { random, now } = world;
  return LINKED.flatMap(([source, count]) =>
    world.people
      .filter((person) => person.source === source && !person.silent)
      .slice(0, count)
      .map((person, index): Lead => {
        const createdAt = person.createdAt;
        const isOld = createdAt < before(now, 60 * DAY_MS);
        const status = leadStatus(random, person, isOld);
        return {
          id: random.id(createdAt),
          person,
          source,
          externalId: externalIdFor(random, source, createdAt),
          raw: spellingFor(random, source, person),
          e164: person.phone,
          name: person.name,
          email: person.email,
          interest: random.chance(0.85) ? random.pick(INTERESTS) : null,
          branchId: branchId(world, person.branch),
          status,
          assigneeId: assignee(world, createdAt),
          isTest: false,
          junkAt: null,
          archivedAt:
            index % 17 === 5 && (status === "lost" || status === "converted")
              ? awake(random, person, now, before(now, DAY_MS))
              : null,
          unlinkedReason: null,
          createdAt,
        };
      }),
  );
}

function spellingFor(random: Random, source: Source, person: Person): string | null {
  const { phone, country, branch } = person;
  const isAtHome = branchOf(branch).country === country;
  if (phone === null || source === "meta" || source === "knowlarity") return phone;
  if (source === "import") return oddly(random, phone, isAtHome);
  return isAtHome ? nationally(phone) : formatPhone(phone);
}

function leadStatus(random: Random, person: Person, isOld: boolean): Lead["status"] {
  switch (person.status) {
    case "CUSTOMER":
    case "CHURNED":
      return random.chance(0.92) ? "converted" : "qualified";
    case "LEAD_QUALIFIED":
      return "qualified";
    case "LEAD_EXHAUSTED":
      return "lost";
    case "PROSPECT":
      if (isOld) return random.chance(0.4) ? "lost" : "contacted";
      return random.chance(0.55) ? "new" : "contacted";
  }
}

/** Two relationship managers share the work; what is old may still be with somebody who has left. */
export function assignee(world: World, createdAt: Date): string | null {
  const { random, now } = world;
  if (random.chance(0.35)) return null;
  const left = createdAt < before(now, 60 * DAY_MS) && random.chance(0.12);
  return staffId(world, left ? "former@demo.local" : random.pick(["patience@demo.local", "joel@demo.local"]));
}

export async function writeLeads(sql: Writer, leads: readonly Lead[]): Promise<void> {
  await insertRows(
    sql,
    "leads",
    leads.map((lead) => ({
      id: lead.id,
      customer_id: lead.person?.id ?? null,
      source: lead.source,
      external_id: lead.externalId,
      phone_number: lead.raw,
      phone_number_normalized: lead.e164,
      display_name: lead.name,
      email: lead.email,
      interest: lead.interest,
      branch_id: lead.branchId,
      status: lead.status,
      assignee_id: lead.assigneeId,
      is_test: lead.isTest,
      junk_at: lead.junkAt,
      archived_at: lead.archivedAt,
      unlinked_reason: lead.unlinkedReason,
      fields: {},
      created_at: lead.createdAt,
      updated_at: lead.archivedAt ?? lead.junkAt ?? lead.createdAt,
    })),
  );
}
