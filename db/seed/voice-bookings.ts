import { type Appointment, SERVICES } from "./appointments";
import { BRANCHES, BUSINESS } from "./branches";
import type { Call } from "./call-rows";
import { speak } from "./speak";
import { BOOKING_TALK } from "./voice-talk";
import { wallClock, weekday } from "./wall-clock";
import { before, branchId, DAY_MS, seen, type World } from "./world";

/** Turns some recent calls into bookings: what was said, and the appointment that came of it. Two callers give no number. */
export function bookByVoice(world: World, calls: readonly Call[]): Appointment[] {
  const since = before(world.now, 14 * DAY_MS);
  const recent = calls.filter((call) => call.startedAt > since && call.callerName !== null);
  const linked = recent.filter(({ customerId }) => customerId !== null).slice(0, 14);
  const fromWeb = recent.filter(({ direction }) => direction === "web").slice(0, 2);
  return [...linked, ...fromWeb].map((call, index) => book(world, call, index));
}

function book(world: World, call: Call, index: number): Appointment {
  const { random, people } = world;
  const branch = BRANCHES.find(({ code }) => world.branches.get(code) === call.branchId);
  if (!branch) throw new Error("A call belongs to a branch that the demo does not have");
  const [service, minutes] = random.pick(SERVICES);
  const startsAt = openHour(branch.timeZone, world.now, index);
  const when = startsAt.toLocaleString("en-US", {
    weekday: "long",
    hour: "numeric",
    minute: "2-digit",
    timeZone: branch.timeZone,
  });
  const words = { business: BUSINESS, name: call.callerName ?? "", service: service.toLowerCase(), when };
  const { lines, summary, seconds } = speak(random, BOOKING_TALK, words);
  call.lines = lines;
  call.summary = summary;
  call.outcome = "completed";
  call.endedAt = before(call.startedAt, -seconds * 1000);
  const person = people.find(({ id }) => id === call.customerId) ?? null;
  if (person) seen(person, call.endedAt);
  return {
    id: random.id(call.endedAt),
    person,
    call,
    branchId: branchId(world, branch.code),
    service,
    startsAt,
    minutes,
    status: "booked",
    notes: null,
    bookedAt: call.endedAt,
  };
}

/** An hour of one of the next days, never a Sunday. */
function openHour(timeZone: string, now: Date, index: number): Date {
  const ahead = 1 + (index % 9);
  const minutes = (9 + (index % 8)) * 60 + 30;
  const at = wallClock(timeZone, now, ahead, minutes);
  return weekday(timeZone, at) === 0 ? wallClock(timeZone, now, ahead + 1, minutes) : at;
}
