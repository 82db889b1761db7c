import { DEMO_ACCOUNTS, giveCustomerLogin, MORE_STAFF, writeAccounts } from "./accounts";
import { makeAppointments, writeAppointments } from "./appointments";
import { BRANCHES, writeOwnLines } from "./branches";
import { writeCalls } from "./call-rows";
import { makeDeskCalls, makeVoiceCalls } from "./calls";
import { writePeople, writeSubscriptions } from "./customer-rows";
import { fillEmpty, type Writer, writeBranches } from "./fill";
import { writeAudit, writeNotes, writeResolutions } from "./history";
import { makeLinkedLeads, writeLeads } from "./leads";
import { makeLegacyLeads, makeUnlinkedLeads } from "./leads-of-nobody";
import { makeNumbers } from "./numbers";
import { makePeople } from "./people";
import { makeRandom } from "./random";
import { castPeople } from "./special-people";
import { writeThreads } from "./thread-rows";
import { bookByVoice } from "./voice-bookings";
import { writeWebhookEvents } from "./webhook-events";
import { makeThreads } from "./whatsapp";
import type { World } from "./world";

const MESSAGES = 9_400;

/**
 * Enough life to judge every screen by: 1,200 customers of three branches with their calls, threads, appointments and leads, the same
 * at every start but for the times, which are counted back from now. Does nothing when any customer exists.
 */
export async function seedDemo(url: string, options: { password: string }): Promise<void> {
  await fillEmpty(url, (sql) => fill(sql, options.password));
}

async function fill(sql: Writer, password: string): Promise<void> {
  const random = makeRandom(1200);
  const now = new Date();
  const numbers = makeNumbers();
  const branches = await writeBranches(sql, BRANCHES);
  await writeOwnLines(sql, branches);
  const people = makePeople(random, now, numbers);
  const cast = castPeople(random, now, people, numbers);
  const staff = await writeAccounts(sql, {
    accounts: [...DEMO_ACCOUNTS, ...MORE_STAFF],
    password,
    branchId: branches.get("kampala") ?? null,
    now,
    random,
  });
  const world: World = { random, now, people, branches, staff };

  const voiceCalls = makeVoiceCalls(world, cast);
  const bookings = bookByVoice(world, voiceCalls);
  const spoken = voiceCalls.reduce((sum, { lines }) => sum + lines.length, 0);
  const threads = makeThreads(world, cast, MESSAGES - spoken);
  const calls = [...voiceCalls, ...makeDeskCalls(world)];
  const appointments = [...makeAppointments(world), ...bookings];
  const leads = [...makeLinkedLeads(world), ...makeUnlinkedLeads(world, cast)];

  await writePeople(sql, world);
  await giveCustomerLogin(sql, cast.signsIn);
  await writeSubscriptions(sql, world);
  await writeCalls(sql, random, calls);
  await writeThreads(sql, threads);
  await writeAppointments(sql, now, appointments);
  await writeLeads(sql, [...leads, ...makeLegacyLeads(world, numbers)]);
  await writeNotes(sql, world);
  await writeResolutions(sql, world, { calls, threads, leads });
  await writeAudit(sql, world, appointments);
  await writeWebhookEvents(sql, world, { calls, threads, leads });
}
