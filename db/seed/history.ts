import { readPhone } from "@/domain/phone/read";
import type { Appointment } from "./appointments";
import { BRANCHES, OWN_LINES } from "./branches";
import type { Call } from "./call-rows";
import { insertRows, type Writer } from "./fill";
import type { Lead } from "./leads";
import type { Thread } from "./whatsapp-thread";
import { before, between, DAY_MS, staffId, type World } from "./world";

const NOTES = [
  "Prefers to be called after 5 pm.",
  "Pays by mobile money; ask for the reference.",
  "Sensitive skin, no fragrance.",
  "Brought a friend who may sign up.",
  "Asked for a discount twice; offered the Standard plan.",
  "Delivery: call at the gate, the bell is broken.",
  "Wants the same therapist every time.",
  "Travelling until the end of the month.",
  "Complained about a late delivery, apologised, fee returned.",
  "Interested in the bridal package for next year.",
] as const;
const WRITERS = [
  "reception@demo.local",
  "amina@demo.local",
  "patience@demo.local",
  "service@demo.local",
] as const;

/** What staff have written down about people they know; a few notes are by somebody who has left. */
export async function writeNotes(sql: Writer, world: World): Promise<void> {
  const { random, now } = world;
  const noted = random.shuffled(world.people.filter(({ silent }) => !silent)).slice(0, 260);
  const rows = noted.map((person) => {
    const createdAt = between(random, person.createdAt, now);
    const left = createdAt < before(now, 45 * DAY_MS) && random.chance(0.3);
    return {
      id: random.id(createdAt),
      customer_id: person.id,
      body: random.pick(NOTES),
      author_id: staffId(world, left ? "former@demo.local" : random.pick(WRITERS)),
      created_at: createdAt,
    };
  });
  await insertRows(sql, "customer_notes", rows);
}

type Resolved = {
  kind: "call_session" | "lead" | "conversation";
  id: string;
  customerId: string | null;
  raw: string | null;
  branchId: string | null;
  reason: string | null;
  at: Date;
};

/** Why the calls, threads and leads of the last three weeks are on their customers, or on nobody. */
export async function writeResolutions(
  sql: Writer,
  world: World,
  events: { calls: readonly Call[]; threads: readonly Thread[]; leads: readonly Lead[] },
): Promise<void> {
  const { random, now } = world;
  const resolved: Resolved[] = [
    ...events.calls.map((call) => ({
      kind: "call_session" as const,
      id: call.sessionId,
      customerId: call.customerId,
      raw: call.customerPhone,
      branchId: call.branchId,
      reason: call.unlinkedReason,
      at: call.endedAt,
    })),
    ...events.threads.map((thread) => ({
      kind: "conversation" as const,
      id: thread.id,
      customerId: thread.customerId,
      raw: thread.phone?.slice(1) ?? null,
      branchId: thread.branchId,
      reason: thread.customerId ? null : "shared_number",
      at: thread.messages[0]?.sentAt ?? now,
    })),
    ...events.leads.map((lead) => ({
      kind: "lead" as const,
      id: lead.id,
      customerId: lead.person?.id ?? null,
      raw: lead.raw,
      branchId: lead.branchId,
      reason: lead.unlinkedReason,
      at: lead.createdAt,
    })),
  ];
  const countries = new Map(BRANCHES.map(({ code, country }) => [world.branches.get(code), country]));
  const created = new Set<string>();
  const rows = resolved
    .filter(({ at }) => at > before(now, 21 * DAY_MS))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ kind, id, customerId, raw, branchId, reason, at }) => {
      const country = countries.get(branchId ?? undefined) ?? "US";
      const reading = readPhone(raw, { country, countrySource: "branch", ownLines: OWN_LINES });
      const phone = reading.kind === "phone" ? reading : null;
      const isNew = customerId !== null && !created.has(customerId) && isFirst(world, customerId, at);
      if (isNew && customerId) created.add(customerId);
      return {
        id: random.id(at),
        subject_kind: kind,
        subject_id: id,
        customer_id: customerId,
        outcome: isNew ? "created" : customerId ? "matched" : "unlinked",
        is_new_customer: isNew,
        raw_value: raw ?? "",
        normal_form: phone?.e164 ?? null,
        rule: phone?.rule ?? "not_a_number",
        country_assumed: phone?.country ?? null,
        country_source: phone?.countrySource ?? null,
        reason,
        alternatives: phone?.alternatives ?? [],
        created_at: at,
      };
    });
  await insertRows(sql, "identity_resolutions", rows);
}

const createdAtOf = new WeakMap<World, Map<string, Date>>();

/** Whether an event is the one that a customer was created by: it came within minutes of the customer's row. */
function isFirst(world: World, customerId: string, at: Date): boolean {
  const known = createdAtOf.get(world) ?? new Map(world.people.map(({ id, createdAt }) => [id, createdAt]));
  createdAtOf.set(world, known);
  const createdAt = known.get(customerId);
  return createdAt !== undefined && at.getTime() - createdAt.getTime() < 10 * 60_000;
}

/** What staff did in the last days, as the audit trail keeps it: ids and names of fields only. */
export async function writeAudit(
  sql: Writer,
  world: World,
  appointments: readonly Appointment[],
): Promise<void> {
  const { random, now } = world;
  const edits = random
    .shuffled(world.people.filter(({ silent }) => !silent))
    .slice(0, 140)
    .map((person) => ({
      at: between(
        random,
        new Date(Math.max(person.createdAt.getTime(), before(now, 60 * DAY_MS).getTime())),
        now,
      ),
      actor_kind: "user",
      actor_id: staffId(world, random.pick(WRITERS)),
      action: "customers.edit",
      subject_kind: "customer",
      subject_id: person.id,
      changes: {
        fields: random.pick([["display_name"], ["address", "area"], ["email"], ["display_name", "email"]]),
      },
    }));
  const marks = appointments
    .filter(
      ({ status, startsAt }) => status !== "booked" && startsAt < now && startsAt > before(now, 4 * DAY_MS),
    )
    .map(({ id, status, startsAt, minutes }) => ({
      at: new Date(Math.min(now.getTime(), startsAt.getTime() + minutes * 60_000)),
      actor_kind: "user",
      actor_id: staffId(world, "reception@demo.local"),
      action: "appointments.set_status",
      subject_kind: "appointment",
      subject_id: id,
      changes: { status: { from: "booked", to: status } },
    }));
  const rows = [...edits, ...marks].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  await insertRows(
    sql,
    "audit_events",
    rows.map((row) => ({ ...row, request_id: random.id(row.at) })),
  );
}
