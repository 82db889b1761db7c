import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { channelCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { callLogPush, classicCall, clickToCallResult, form, streamEvent } from "./fixtures/knowlarity-calls";
import { knowlarity } from "./knowlarity";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase({ max: 64 });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.sql`truncate customers, conversations, call_sessions, own_lines, branches, identity_resolutions, leads, lead_events cascade`;
});

const RECEIVED = new Date("2026-11-20T04:30:00Z");
const handle = (body: string | object) =>
  channelCtx(test.db, "knowlarity").db.transaction((tx) =>
    knowlarity.handle(
      { ...channelCtx(tx, "knowlarity"), inTransaction: true },
      {
        rawBody: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
        externalId: "e",
        receivedAt: RECEIVED,
      },
    ),
  );
const count = async (table: string) => {
  const [row] = await test.sql`select count(*)::int n from ${test.sql(table)}`;
  return row?.n;
};
const counts = async (...tables: string[]) => {
  const entries: [string, number][] = [];
  for (const table of tables) entries.push([table, await count(table)]);
  return Object.fromEntries(entries);
};
const ALL = [
  "call_sessions",
  "conversations",
  "customers",
  "leads",
  "lead_events",
  "identity_resolutions",
  "audit_events",
];

describe("an inbound call", () => {
  it("makes the customer, the call, its conversation and a lead, all of one person", async () => {
    await handle(callLogPush({ callId: "k1" }));
    expect(
      await test.sql`select c.phone_number, c.source, s.provider, s.outcome, s.agent_number, s.recording_url, v.channel, v.customer_id = c.id thread,
        s.customer_id = c.id call, l.source lead_source, l.external_id, l.status, l.phone_number_normalized, l.unlinked_reason,
        l.created_at = s.started_at enquired_then
        from customers c join call_sessions s on s.customer_id = c.id join conversations v on v.id = s.conversation_id
        join leads l on l.customer_id = c.id`,
    ).toMatchObject([
      {
        phone_number: "+919800000011",
        source: "knowlarity",
        provider: "knowlarity",
        outcome: "completed",
        agent_number: "+919800000777",
        recording_url: "https://recordings.example.org/k1.mp3",
        channel: "knowlarity",
        thread: true,
        call: true,
        lead_source: "knowlarity",
        external_id: "k1",
        status: "new",
        phone_number_normalized: "+919800000011",
        unlinked_reason: null,
        enquired_then: true,
      },
    ]);
    expect(await test.sql`select match_key from own_lines`).toHaveLength(1);
    expect(
      await test.sql`select subject_kind, outcome, rule from identity_resolutions order by subject_kind`,
    ).toMatchObject([{ subject_kind: "call_session", outcome: "created" }, { subject_kind: "lead" }]);
  });

  it("changes nothing when it comes a second time", async () => {
    await handle(callLogPush({ callId: "k1" }));
    const before = await counts(...ALL);
    await handle(callLogPush({ callId: "k1" }));
    await handle(form(callLogPush({ callId: "k1" })));
    expect(await counts(...ALL)).toEqual(before);
  });

  it("repeated inside the window joins the open lead, each call once; outside of it, or once the lead is lost, it opens another", async () => {
    await handle(callLogPush({ callId: "k1" }));
    await handle(callLogPush({ callId: "k2" }));
    await handle(callLogPush({ callId: "k2" }));
    expect(await counts("leads", "lead_events", "call_sessions")).toEqual({
      leads: 1,
      lead_events: 1,
      call_sessions: 2,
    });
    await handle(callLogPush({ callId: "k3", start_time: "2026-01-05 09:19:44+05:30" }));
    expect(await count("leads")).toBe(2);
    await test.sql`update leads set status = 'lost'`;
    // Its lead is closed by now, and still it is the same enquiry.
    await handle(callLogPush({ callId: "k2" }));
    expect(await count("leads")).toBe(2);
    await handle(callLogPush({ callId: "k4" }));
    expect(await count("leads")).toBe(3);
  });

  it("without a usable number makes a lead of nobody, with the reason; a later event that names the caller links it", async () => {
    await handle(classicCall({ callId: "k1", caller_id: "anonymous" }));
    expect(await test.sql`select customer_id, unlinked_reason, phone_number from leads`).toMatchObject([
      { customer_id: null, unlinked_reason: "withheld", phone_number: "anonymous" },
    ]);
    expect(await count("customers")).toBe(0);
    await handle(callLogPush({ callId: "k1" }));
    expect(
      await test.sql`select l.unlinked_reason, l.phone_number_normalized, l.customer_id = c.id linked from leads l, customers c`,
    ).toEqual([{ unlinked_reason: null, phone_number_normalized: "+919800000011", linked: true }]);
  });

  it("on an Indian line is read as Indian where the number is written nationally", async () => {
    await handle(callLogPush({ callId: "k1", customer_number: "09800000011" }));
    expect(await test.sql`select phone_number from customers`).toMatchObject([
      { phone_number: "+919800000011" },
    ]);
  });

  it("belongs to the branch of the line that was called, also when its first event named no line", async () => {
    await test.sql`insert into branches (code, name, country, time_zone, created_at) values
      ('one', 'One', 'US', 'UTC', now() - interval '1 day'), ('delhi', 'Delhi', 'IN', 'Asia/Kolkata', now())`;
    await test.sql`insert into own_lines (match_key, phone_number, branch_id, learned_from)
      select '+911140000099', '+911140000099', id, 'settings' from branches where code = 'delhi'`;
    await handle(streamEvent({ callId: "k1", called: "None", knowlarity_number: "None" }));
    await handle(callLogPush({ callId: "k1" }));
    expect(
      await test.sql`select (select code from branches where id = s.branch_id) call, (select code from branches where id = l.branch_id) lead
        from call_sessions s, leads l`,
    ).toEqual([{ call: "delhi", lead: "delhi" }]);
  });
});

it("a call that was hung up in the menu was not answered, where no word tells", async () => {
  await handle(classicCall({ callId: "k1" }));
  await handle(classicCall({ callId: "k2", resource_url: "https://recordings.example.org/k2.mp3" }));
  await handle(classicCall({ callId: "k1" }));
  expect(await test.sql`select external_id, outcome from call_sessions order by external_id`).toEqual([
    { external_id: "k1", outcome: "no_answer" },
    { external_id: "k2", outcome: "completed" },
  ]);
});

it("an outbound call and one of the organisation's own lines make no lead", async () => {
  await handle(clickToCallResult({ callId: "k1" }));
  await handle(callLogPush({ callId: "k2", customer_number: "+911140000099" }));
  expect(await counts("call_sessions", "leads")).toEqual({ call_sessions: 2, leads: 0 });
});

it("64 calls of one new person at once make one customer and one lead", async () => {
  await Promise.all(Array.from({ length: 64 }, (_, index) => handle(callLogPush({ callId: `k${index}` }))));
  expect(await counts("customers", "leads", "lead_events", "call_sessions")).toEqual({
    customers: 1,
    leads: 1,
    lead_events: 63,
    call_sessions: 64,
  });
});

it("the same call 64 times at once makes one call and one lead", async () => {
  await Promise.all(Array.from({ length: 64 }, () => handle(callLogPush({ callId: "k1" }))));
  expect(await counts("customers", "leads", "lead_events", "call_sessions", "conversations")).toEqual({
    customers: 1,
    leads: 1,
    lead_events: 0,
    call_sessions: 1,
    conversations: 1,
  });
});

describe("the events of one call", () => {
  const at = (time: string) => `2026-11-20 ${time}+05:30`;
  const events = {
    ring: streamEvent({ callId: "k1", timestamp: at("09:19:40") }),
    answer: streamEvent({
      callId: "k1",
      event_type: "AGENT_ANSWER",
      timestamp: at("09:19:50"),
      agent_number: "+919800000777",
    }),
    hangup: streamEvent({ callId: "k1", event_type: "HANGUP", timestamp: at("09:21:07") }),
    record: callLogPush({ callId: "k1", call_recording: "", agent_number: "None" }),
    recording: { uuid: "k1", call_recording: "https://recordings.example.org/k1.mp3" },
  };
  type Name = keyof typeof events;
  const permutations = (names: Name[]): Name[][] =>
    names.length < 2
      ? [names]
      : names.flatMap((name) =>
          permutations(names.filter((other) => other !== name)).map((rest) => [name, ...rest]),
        );
  const state = async () =>
    (
      await test.sql`select s.status, s.direction, s.outcome, s.from_number, s.to_number, s.agent_number, s.recording_url, s.started_at, s.ended_at,
        s.duration_seconds, c.phone_number, (select count(*)::int from leads) leads, (select count(*)::int from conversations) threads
        from call_sessions s left join customers c on c.id = s.customer_id`
    )[0];

  it("come to the same call in every order, and nothing that is set is emptied", async () => {
    for (const order of permutations(["ring", "answer", "hangup", "record", "recording"])) {
      await test.sql`truncate customers, conversations, call_sessions, own_lines, branches, identity_resolutions, leads, lead_events cascade`;
      for (const name of order) await handle(events[name]);
      expect(await state(), order.join(" → ")).toMatchObject({
        status: "ended",
        direction: "inbound",
        outcome: "completed",
        from_number: "+919800000011",
        to_number: "+911140000099",
        agent_number: "+919800000777",
        recording_url: "https://recordings.example.org/k1.mp3",
        started_at: new Date("2026-11-20T03:49:44Z"),
        ended_at: new Date("2026-11-20T03:51:07Z"),
        duration_seconds: 83,
        phone_number: "+919800000011",
        leads: 1,
        threads: 1,
      });
    }
  }, 60_000);

  it("that only ring make a call row, and no customer, conversation or lead", async () => {
    await handle(events.ring);
    await handle(events.answer);
    expect(await test.sql`select status, started_at from call_sessions`).toMatchObject([
      { status: "in_progress", started_at: new Date("2026-11-20T03:49:40Z") },
    ]);
    expect(await counts("customers", "conversations", "leads")).toEqual({
      customers: 0,
      conversations: 0,
      leads: 0,
    });
  });
});

it("one bad call of a delivery does not sink the others", async () => {
  const calls = [
    callLogPush({ callId: "k1" }),
    { customer_number: "+919800000012" },
    callLogPush({ callId: "k2" }),
  ];
  const handled = await handle(calls);
  expect(handled?.failures).toMatchObject([{ item: "call 2", error: { code: "invalid" } }]);
  expect(await count("call_sessions")).toBe(2);
});
