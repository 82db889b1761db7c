import { BRANCHES, type branchOf } from "./branches";
import type { Call } from "./call-rows";
import { insertRows, type Writer } from "./fill";
import type { Random } from "./random";
import { wallClock, weekday } from "./wall-clock";
import {
  before,
  branchId,
  DAY_MS,
  HOUR_MS,
  hasBought,
  MINUTE_MS,
  type Person,
  seen,
  type World,
} from "./world";

export type Appointment = {
  id: string;
  person: Person | null;
  call: Call | null;
  branchId: string;
  service: string;
  startsAt: Date;
  minutes: number;
  status: "booked" | "completed" | "cancelled" | "no_show";
  notes: string | null;
  bookedAt: Date;
};

export const SERVICES = [
  ["Skin consultation", 30],
  ["Deep facial", 60],
  ["Relaxing massage", 60],
  ["Laser hair removal", 45],
  ["Chemical peel", 45],
  ["Microneedling", 75],
  ["Follow-up", 15],
  ["Brows and lashes", 30],
] as const;
const NOTES = [
  "First visit",
  "Allergic to lavender",
  "Prefers the quiet room",
  "Wants to pay by mobile money",
  "Running 10 minutes late last time",
];
const [OPENS, CLOSES, LUNCH] = [9 * 60, 18 * 60, 13 * 60] as const;

/** Two rooms in each branch, from 30 days ago until 21 days ahead, closed on Sundays; today is full whatever day it is. */
export function makeAppointments(world: World): Appointment[] {
  return BRANCHES.flatMap((branch) => {
    const people = world.people.filter((person) => person.branch === branch.code && !person.silent);
    const pools = { buyers: people.filter((p) => p.status === "CUSTOMER"), all: people };
    const days = Array.from({ length: 52 }, (_, index) => index - 30);
    return days.flatMap((day) => {
      const noon = wallClock(branch.timeZone, world.now, day, 12 * 60);
      if (day !== 0 && weekday(branch.timeZone, noon) === 0) return [];
      const fullness = day === 0 ? 0.94 : day < 0 ? 0.6 : 0.6 - day * 0.022;
      const busy = new Set<Person>();
      return [0, 1].flatMap((room) => roomDay(world, { branch, day, room, fullness, pools, busy }));
    });
  });
}

type RoomDay = {
  branch: ReturnType<typeof branchOf>;
  day: number;
  room: number;
  fullness: number;
  pools: { buyers: readonly Person[]; all: readonly Person[] };
  /** Nobody is treated twice on one day. */
  busy: Set<Person>;
};

function roomDay(world: World, { branch, day, room, fullness, pools, busy }: RoomDay): Appointment[] {
  const { random, now } = world;
  const made: Appointment[] = [];
  let minute = OPENS + room * 30;
  while (minute < CLOSES - 30) {
    const [service, minutes] = random.pick(SERVICES);
    const startsAt = wallClock(branch.timeZone, now, day, minute);
    const lunch = minute >= LUNCH + room * 30 && minute < LUNCH + room * 30 + 30;
    if (lunch || minute + minutes > CLOSES || !random.chance(fullness)) {
      minute += 30;
      continue;
    }
    minute += Math.ceil(minutes / 15) * 15;
    const person = guest(random, pools, busy, startsAt);
    if (!person) continue;
    busy.add(person);
    const bookedAt = new Date(
      Math.max(
        person.createdAt.getTime(),
        Math.min(startsAt.getTime(), now.getTime()) - random.between(2, 300) * HOUR_MS,
      ),
    );
    const status = statusOf(random, { person, startsAt, minutes, now });
    if (status === "completed") seen(person, startsAt);
    made.push({
      id: random.id(bookedAt),
      person,
      call: null,
      branchId: branchId(world, branch.code),
      service,
      startsAt,
      minutes,
      status,
      notes: random.chance(0.15) ? random.pick(NOTES) : null,
      bookedAt,
    });
  }
  return made;
}

/** Mostly people who buy; they were known when the appointment was booked. */
function guest(
  random: Random,
  pools: RoomDay["pools"],
  busy: ReadonlySet<Person>,
  startsAt: Date,
): Person | null {
  for (let tries = 0; tries < 12; tries += 1) {
    const person = random.pick(random.chance(0.8) ? pools.buyers : pools.all);
    const known = person.createdAt < before(startsAt, 2 * HOUR_MS);
    const leaving = person.status === "CHURNED" && startsAt > before(person.lastSeenAt, -20 * DAY_MS);
    if (known && !leaving && !busy.has(person)) return person;
  }
  return null;
}

function statusOf(
  random: Random,
  input: { person: Person; startsAt: Date; minutes: number; now: Date },
): Appointment["status"] {
  const { person, startsAt, minutes, now } = input;
  const over = before(now, minutes * MINUTE_MS) > startsAt;
  if (!over) return random.chance(0.06) ? "cancelled" : "booked";
  // The first visit that takes place makes a client, so whoever has bought nothing did not come.
  if (!hasBought(person)) return random.chance(0.5) ? "no_show" : "cancelled";
  return random.weighted([
    ["completed", 84],
    ["no_show", 8],
    ["cancelled", 8],
  ]);
}

export async function writeAppointments(
  sql: Writer,
  now: Date,
  appointments: readonly Appointment[],
): Promise<void> {
  await insertRows(
    sql,
    "appointments",
    appointments.map(
      ({ id, person, call, branchId: branch, service, startsAt, minutes, status, notes, bookedAt }) => ({
        id,
        customer_id: person?.id ?? null,
        conversation_id: call?.conversationId ?? null,
        call_session_id: call?.sessionId ?? null,
        branch_id: branch,
        service,
        starts_at: startsAt,
        duration_minutes: minutes,
        status,
        notes,
        contact_name: person?.name ?? call?.callerName ?? null,
        contact_phone: person?.phone ?? call?.customerPhone ?? null,
        contact_email: person?.email ?? call?.callerEmail ?? null,
        sequence: status === "booked" ? 0 : 1,
        created_at: bookedAt,
        updated_at: status === "booked" || startsAt > now ? bookedAt : startsAt,
      }),
    ),
  );
}
