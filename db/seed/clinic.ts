import { matchKeyOf } from "@/domain/phone/aliases";
import { DEMO_ACCOUNTS, giveCustomerLogin, writeAccounts } from "./accounts";
import { type Call, writeCalls } from "./call-rows";
import { fillEmpty, type Writer, writeBranches } from "./fill";
import { makeRandom, type Random } from "./random";
import { DAYS, HOURS, speak } from "./speak";
import { CALLER_NAMES, TREATMENTS, VOICE_TALKS } from "./voice-talk";

const MINUTE_MS = 60_000;
const CONVERSATIONS = 80;
const CLINIC = { code: "main", name: "Glow Aesthetics", country: "US", timeZone: "America/New_York" };
const CLINIC_LINE = "+12125550100";

type Person = { name: string; email: string; phone: string; calls: readonly number[] };

/** `calls` are places among the eighty, 0 the newest. */
const PEOPLE: readonly Person[] = [
  { name: "Emily Parker", email: "emily.parker@example.com", phone: "+12125550142", calls: [3, 17, 41, 66] },
  { name: "Jason Rivera", email: "jason.rivera@example.com", phone: "+19175550168", calls: [8, 29, 58] },
];

/**
 * An aesthetic clinic that has heard from two customers and from many callers it never linked: 2 customers, 80 voice conversations,
 * one branch and the demo logins. Does nothing when any customer exists.
 */
export async function seedClinic(url: string, options: { password: string }): Promise<void> {
  await fillEmpty(url, async (sql) => {
    const random = makeRandom(80);
    const now = new Date();
    const branchId = (await writeBranches(sql, [CLINIC])).get(CLINIC.code) ?? null;
    const owners = PEOPLE.map((person) => ({ ...person, id: random.id(now) }));
    const calls = Array.from({ length: CONVERSATIONS }, (_, place) => {
      const owner = owners.find((person) => person.calls.includes(place)) ?? null;
      return makeCall({ random, now, place, owner, branchId });
    });
    for (const owner of owners) await writePerson(sql, { owner, calls, branchId });
    await writeCalls(sql, random, calls);
    await writeAccounts(sql, { accounts: DEMO_ACCOUNTS, password: options.password, branchId, now, random });
    const [emily] = owners;
    if (emily) await giveCustomerLogin(sql, emily);
  });
}

type CallInput = {
  random: Random;
  now: Date;
  place: number;
  owner: (Person & { id: string }) | null;
  branchId: string | null;
};

/** Some hours lie between two calls; the newest ended over twenty minutes ago. Whoever is nobody called from the web. */
function makeCall({ random, now, place, owner, branchId }: CallInput): Call {
  const talk = random.pick(VOICE_TALKS);
  const [treatment, price] = random.pick(TREATMENTS);
  const name = owner?.name ?? random.pick(CALLER_NAMES);
  const [day, time] = [random.pick(DAYS), random.pick(HOURS)];
  const spoken = speak(random, talk, { business: CLINIC.name, treatment, price, day, time, name });
  const startedAt = new Date(now.getTime() - (26 + place * 410 + random.between(0, 200)) * MINUTE_MS);
  const saysName = owner !== null || talk.lines.some(([, text]) => text.includes("{name}"));
  return {
    sessionId: random.id(startedAt),
    conversationId: random.id(startedAt),
    provider: "glow-voice",
    callId: `glow-${place}`,
    channel: "voice",
    direction: owner ? "inbound" : "web",
    outcome: talk.outcome,
    customerId: owner?.id ?? null,
    branchId,
    customerPhone: owner?.phone ?? null,
    e164: owner?.phone ?? null,
    ourLine: owner ? CLINIC_LINE : null,
    agentNumber: null,
    callerName: saysName ? name : null,
    callerEmail: null,
    summary: spoken.summary,
    unlinkedReason: owner ? null : "empty",
    startedAt,
    endedAt: new Date(startedAt.getTime() + spoken.seconds * 1000),
    lines: spoken.lines,
  };
}

async function writePerson(
  sql: Writer,
  input: { owner: Person & { id: string }; calls: readonly Call[]; branchId: string | null },
): Promise<void> {
  const { id, name, email, phone } = input.owner;
  const heard = input.calls.filter(({ customerId }) => customerId === id);
  const createdAt = new Date(Math.min(...heard.map(({ startedAt }) => startedAt.getTime())));
  const lastSeenAt = new Date(Math.max(...heard.map(({ endedAt }) => endedAt.getTime())));
  await sql`
    insert into customers (id, phone_number, display_name, email, source, branch_id, created_at, updated_at, last_seen_at)
    values (${id}, ${phone}, ${name}, ${email}, 'voice', ${input.branchId}, ${createdAt}, ${lastSeenAt}, ${lastSeenAt})`;
  await sql`
    insert into contact_points (customer_id, kind, value, match_key, country, source, valid_from, last_seen_at)
    values (${id}, 'phone', ${phone}, ${matchKeyOf(phone)}, ${CLINIC.country}, 'voice', ${createdAt}, ${lastSeenAt})`;
}
