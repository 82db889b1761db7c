import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "@/db/client";
import { channelCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { inTransaction } from "@/domain/ctx";
import { resolveByPhone } from "@/domain/customers/resolve";
import { postgresCode } from "@/domain/errors";
import { readPhone } from "@/domain/phone/read";
import { recordMessage } from "./record-message";

const CONNECTIONS = 64;

let test: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof connect>;
beforeAll(async () => {
  test = await testDatabase();
  pool = connect(test.url, { max: CONNECTIONS });
});
afterAll(async () => {
  await pool.close();
  await test.close();
});

const personOf = (at: number) => ({ phone: `+2567724${String(at).padStart(5, "0")}`, bsuid: `UG.88${at}` });

let count = 0;
function message(names: { phone?: string; bsuid?: string }) {
  count += 1;
  return {
    channel: "whatsapp" as const,
    scope: "106540352242922",
    externalId: `wamid.RACE${count}`,
    direction: "in" as const,
    author: "customer" as const,
    type: "text",
    body: "hello",
    payload: {},
    sentAt: new Date(),
    position: 0,
    opensWindow: true,
    said: "hello",
    branchId: null,
    person: {
      phone: names.phone ?? null,
      bsuid: names.bsuid ?? null,
      parentBsuid: null,
      scope: "102290129340398",
      name: "Asha",
      whatsappId: null,
    },
    former: null,
  };
}

/** Does it until it is done: a deadlock is the one failure after which the intake tries again at once. Returns how many there were. */
async function untilDone(work: () => Promise<unknown>): Promise<number> {
  for (let deadlocks = 0; ; deadlocks += 1) {
    try {
      await work();
      return deadlocks;
    } catch (error) {
      if (postgresCode(error) !== "40P01" || deadlocks > 5) throw error;
    }
  }
}

describe("64 connections at once", () => {
  it("make one customer of one person whose number, id and both arrive mixed, and leave nothing on a merged one", async () => {
    const people = 20;
    let deadlocks = 0;
    for (let at = 0; at < people; at += 1) {
      const { phone, bsuid } = personOf(at);
      const ctx = channelCtx(pool.db, "whatsapp");
      const events = Array.from({ length: CONNECTIONS }, (_, caller) => {
        const names = [{ phone }, { bsuid }, { phone, bsuid }][(caller + at) % 3] ?? {};
        const byVoice = () =>
          inTransaction(ctx, (tx) =>
            resolveByPhone(tx, {
              reading: readPhone(phone, { country: "UG" }),
              source: "voice",
              facts: {},
              seenAt: new Date(),
              subject: { kind: "api", id: null },
            }),
          );
        return untilDone(caller % 8 === 7 ? byVoice : () => recordMessage(ctx, message(names)));
      });
      for (const of of await Promise.all(events)) deadlocks += of;
    }
    const [state] = await test.sql`select
      (select count(*)::int from customers where merged_into_id is null) live,
      (select count(distinct customer_id)::int from contact_points where valid_to is null) owners,
      (select count(*)::int from contact_points where valid_to is null) points,
      (select count(*)::int from subscriptions where status = 'active') running,
      (select count(*)::int from conversations v join customers c on c.id = v.customer_id where c.merged_into_id is not null) stale,
      (select count(*)::int from conversations where customer_id is null) unlinked,
      (select count(*)::int from messages) messages`;
    const sent = people * (CONNECTIONS - CONNECTIONS / 8);
    expect(state).toEqual({
      live: people,
      owners: people,
      points: people * 2,
      running: people,
      stale: 0,
      unlinked: 0,
      messages: sent,
    });
    // A deadlock is undone whole and tried again; it must stay the exception.
    expect(deadlocks).toBeLessThan(sent / 100);
  }, 60_000);

  it("store a message that arrives on all of them once, with one thread", async () => {
    const same = message(personOf(900));
    const ctx = channelCtx(pool.db, "whatsapp");
    const answers = await Promise.all(Array.from({ length: CONNECTIONS }, () => recordMessage(ctx, same)));
    expect(answers.filter((answer) => answer.isNew)).toHaveLength(1);
    const rows = await test.sql`select conversation_id from messages where external_id = ${same.externalId}`;
    expect(rows).toHaveLength(1);
    const threads = await test.sql`select 1 from conversations where participant_key = ${same.person.phone}`;
    expect(threads).toHaveLength(1);
  });
});
