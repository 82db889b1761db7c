import { readPhone } from "@/domain/phone/read";
import { BRANCHES, BUSINESS, branchOf, OWN_LINES } from "./branches";
import type { Call } from "./call-rows";
import { DAYS, HOURS, speak } from "./speak";
import type { Cast } from "./special-people";
import { CALLER_NAMES, VOICE_TALKS } from "./voice-talk";
import { OFFERS } from "./whatsapp-talk";
import {
  awake,
  before,
  between,
  branchId,
  DAY_MS,
  MINUTE_MS,
  type Person,
  phoneAt,
  seen,
  type World,
} from "./world";

const VOICE_PROVIDER = "demo-voice";

/** What callers' exchanges send where a number would stand; "" is a call from the web site. */
const NUMBERLESS = [
  ...Array<string>(46).fill(""),
  ...Array<string>(13).fill("anonymous"),
  "Restricted",
  "256414000100",
  "+18005550199",
  "0000000",
  "411",
  "+2567",
];

/** Calls that the voice agent took: several for each customer who came by voice, and those that could not be linked. */
export function makeVoiceCalls(world: World, cast: Cast): Call[] {
  const { random, now } = world;
  const callers = world.people.filter(({ source }) => source === "voice");
  const calls = callers.flatMap((person) => {
    const count = random.weighted([
      [1, 5],
      [2, 3],
      [3, 2],
      [5, 1],
    ]);
    return Array.from({ length: count }, (_, index) => {
      const at =
        index === 0
          ? person.createdAt
          : awake(
              random,
              person,
              between(random, person.createdAt, before(now, DAY_MS / 2)),
              before(now, DAY_MS / 2),
            );
      return voiceCall(world, { person, raw: phoneAt(person, at), at, branch: person.branch });
    });
  });
  for (const [index, raw] of random.shuffled(NUMBERLESS).entries()) {
    const at = before(now, (31 + index * 640 + random.between(0, 400)) * MINUTE_MS);
    const branch = random.pick(BRANCHES).code;
    calls.push(voiceCall(world, { person: null, raw: raw || null, at, branch }));
  }
  const shared = cast.household[0]?.phone ?? null;
  for (const days of [2, 9]) {
    calls.push(
      voiceCall(world, { person: null, raw: shared, at: before(now, days * DAY_MS), branch: "kampala" }),
    );
  }
  return calls;
}

type VoiceInput = { person: Person | null; raw: string | null; at: Date; branch: string };

function voiceCall(world: World, { person, raw, at, branch }: VoiceInput): Call {
  const { random } = world;
  const talk = random.pick(VOICE_TALKS);
  const [treatment, price] = random.pick(OFFERS[branch] ?? []);
  const caller = person ? person.name : random.pick(CALLER_NAMES);
  const name = caller ?? "Sam";
  const words = {
    business: BUSINESS,
    treatment,
    price,
    name,
    day: random.pick(DAYS),
    time: random.pick(HOURS),
  };
  const { lines, seconds, summary } = speak(random, talk, words);
  const endedAt = new Date(at.getTime() + seconds * 1000);
  if (person) seen(person, endedAt);
  const { country } = branchOf(branch);
  const reading = readPhone(raw, { country, ownLines: OWN_LINES });
  const unlinked = reading.kind === "none" ? reading.reason : "shared_number";
  const saysName =
    caller !== null && (person !== null || talk.lines.some(([, text]) => text.includes("{name}")));
  return {
    sessionId: random.id(at),
    conversationId: random.id(at),
    provider: VOICE_PROVIDER,
    callId: `call_${random.id(at).slice(-12)}`,
    channel: "voice",
    direction: raw === null ? "web" : "inbound",
    outcome: talk.outcome,
    customerId: person?.id ?? null,
    branchId: branchId(world, branch),
    customerPhone: raw,
    e164: reading.kind === "phone" ? reading.e164 : null,
    ourLine: raw === null ? null : branchOf(branch).line,
    agentNumber: null,
    callerName: saysName ? name : null,
    callerEmail: person && random.chance(0.3) ? person.email : null,
    summary,
    unlinkedReason: person ? null : unlinked,
    startedAt: at,
    endedAt,
    lines,
  };
}

const DESK_PHONES = ["+256414000151", "+256414000152", "+254200000151", "+15125550198"] as const;

/** Calls on the cloud-telephony number: answered at a desk, or missed. Nobody wrote down what was said. */
export function makeDeskCalls(world: World): Call[] {
  const { random, now } = world;
  const callers = world.people.filter(({ source }) => source === "knowlarity");
  return callers.flatMap((person) =>
    Array.from({ length: random.between(1, 3) }, (_, index): Call => {
      const later = between(random, person.createdAt, before(now, DAY_MS / 3));
      const startedAt =
        index === 0 ? person.createdAt : awake(random, person, later, before(now, DAY_MS / 3));
      const phone = phoneAt(person, startedAt);
      const missed = random.chance(0.3);
      const seconds = missed ? random.between(12, 40) : random.between(40, 560);
      const endedAt = new Date(startedAt.getTime() + seconds * 1000);
      seen(person, endedAt);
      return {
        sessionId: random.id(startedAt),
        conversationId: random.id(startedAt),
        provider: "knowlarity",
        callId: random.id(startedAt),
        channel: "knowlarity",
        direction: index > 0 && random.chance(0.3) ? "outbound" : "inbound",
        outcome: missed ? "no_answer" : "completed",
        customerId: person.id,
        branchId: branchId(world, person.branch),
        customerPhone: phone,
        e164: phone,
        ourLine: branchOf(person.branch).line,
        agentNumber: missed ? null : random.pick(DESK_PHONES),
        callerName: null,
        callerEmail: null,
        summary: missed ? "Missed call" : null,
        unlinkedReason: null,
        startedAt,
        endedAt,
        lines: [],
      };
    }),
  );
}
