import type { Random } from "./random";
import { DAYS, HOURS } from "./speak";
import type { Cast } from "./special-people";
import { AFTERTHOUGHTS, OFFERS, STOP_ANSWER, WHATSAPP_TALKS } from "./whatsapp-talk";
import { type Message, makeMessage, type Thread } from "./whatsapp-thread";
import {
  awake,
  before,
  between,
  branchId,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  type Person,
  phoneAt,
  seen,
  staffId,
  type World,
} from "./world";

const MOST_MESSAGES = 640;

/** Minutes since the last message of the liveliest threads: just now, a window that closes in five minutes, in two hours. */
const RECENT = [3, 11, 24, 1435, 1320, 41, 58, 75];

/** One thread for everybody who came by WhatsApp, with `total` messages in all. */
export function makeThreads(world: World, cast: Cast, total: number): Thread[] {
  const { random, now } = world;
  const people = random.shuffled(world.people.filter((p) => p.source === "whatsapp" && p !== cast.talksMost));
  const shared = cast.household[0];
  const sizes = spread(random, total - MOST_MESSAGES - (shared ? 3 : 0), people.length);
  const threads = people.map((person, index) => {
    // Whoever gave a number away wrote from it until the day before.
    const end = person.formerPhone ? before(person.formerPhone.until, DAY_MS) : before(now, DAY_MS);
    const recent = person.formerPhone
      ? null
      : (RECENT[index] ?? (index < 70 ? random.between(90, 1_400) : null));
    const lastAt =
      recent === null
        ? awake(random, person, between(random, person.createdAt, end), end)
        : before(now, recent * MINUTE_MS);
    return makeThread(world, {
      person,
      size: sizes[index] ?? 1,
      lastAt,
      waits: recent !== null && index % 3 < 2,
    });
  });
  threads.push(
    makeThread(world, {
      person: cast.talksMost,
      size: MOST_MESSAGES,
      lastAt: before(now, 95 * MINUTE_MS),
      waits: true,
    }),
  );
  // Nobody can tell which of the family wrote, so the thread is nobody's until staff pick the person.
  if (shared) {
    const thread = makeThread(world, {
      person: shared,
      size: 3,
      lastAt: before(now, 5 * HOUR_MS),
      waits: true,
    });
    threads.push({ ...thread, customerId: null, contactName: "Byaruhanga home" });
  }
  return threads;
}

/** Sizes that add up to `total`; a few people write much more than most. */
function spread(random: Random, total: number, parts: number): number[] {
  const weights = Array.from({ length: parts }, () => 0.25 + random.next() ** 3 * 4);
  const sum = weights.reduce((left, right) => left + right, 0);
  const sizes = weights.map((weight) => Math.max(2, Math.floor((weight / sum) * (total - 2 * parts)) + 2));
  let left = total - sizes.reduce((a, b) => a + b, 0);
  for (let index = 0; left !== 0; index = (index + 1) % parts) {
    const size = sizes[index] ?? 0;
    if (left < 0 && size <= 2) continue;
    sizes[index] = size + Math.sign(left);
    left -= Math.sign(left);
  }
  return sizes;
}

type ThreadInput = { person: Person; size: number; lastAt: Date; waits: boolean };

/** Talks on different days, back from the last message, until there are enough; then the oldest lines too many are dropped. */
function makeThread(world: World, { person, size, lastAt, waits }: ThreadInput): Thread {
  const { random } = world;
  const messages: Message[] = [];
  const ending = endingOf(random, person, waits);
  const age = Math.max(lastAt.getTime() - person.createdAt.getTime(), 6 * HOUR_MS);
  let end = lastAt;
  while (messages.length < size) {
    const talk = [...random.pick(WHATSAPP_TALKS[person.language]), ...(messages.length === 0 ? ending : [])];
    messages.unshift(...makeTalk(world, { person, talk, end }));
    const first = messages[0]?.sentAt ?? end;
    const pause = Math.min((age / (size / 5 + 1)) * (0.5 + random.next()), 30 * DAY_MS);
    end = awake(random, person, before(first, pause), before(first, 20 * MINUTE_MS));
  }
  const kept = messages.slice(-size);
  const [opening] = kept;
  // Somebody who came by WhatsApp wrote first.
  if (opening?.direction === "out") {
    const line = "< Hello";
    kept[0] = makeMessage(random, { line, words: {}, at: opening.sentAt, staffId: null });
  }
  const startedAt = kept[0]?.sentAt ?? lastAt;
  if (startedAt < person.createdAt) person.createdAt = startedAt;
  seen(person, kept.findLast(({ direction }) => direction === "in")?.sentAt ?? startedAt);
  return {
    id: random.id(startedAt),
    customerId: person.id,
    branchId: branchId(world, person.branch),
    contactName: person.name,
    phone: phoneAt(person, startedAt),
    messages: kept,
  };
}

function endingOf(random: Random, person: Person, waits: boolean): string[] {
  if (person.consent === "withdrawn") return ["< STOP", `> ${STOP_ANSWER}`];
  return waits ? [`< ${random.pick(AFTERTHOUGHTS)}`] : [];
}

function makeTalk(
  world: World,
  { person, talk, end }: { person: Person; talk: readonly string[]; end: Date },
): Message[] {
  const { random } = world;
  const [treatment, price] = random.pick(OFFERS[person.branch] ?? []);
  const name = person.name?.split(" ")[0];
  const words = {
    name: name ?? "",
    treatment,
    price,
    day: random.pick(DAYS),
    time: random.pick(HOURS),
    area: person.area ?? "home",
  };
  const author = staffId(world, random.pick(["reviewer@demo.local", "amina@demo.local"]));
  let at = end;
  return talk
    .map((line, index) => ({ line, next: talk[index + 1] }))
    .reverse()
    .map(({ line: written, next }) => {
      const line = name ? written : written.replace(/,? \{name\}/, "");
      // Bubbles of one reply follow each other in seconds; an answer takes minutes.
      const sameHand = next !== undefined && next.charAt(0) === line.charAt(0);
      const gap = sameHand ? random.between(2, 15) : random.between(20, 400);
      if (next !== undefined) at = before(at, gap * 1000);
      const message = makeMessage(random, { line, words, at, staffId: author });
      return line.endsWith(STOP_ANSWER) ? { ...message, author: "system" as const } : message;
    })
    .reverse();
}
