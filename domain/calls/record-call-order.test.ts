import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { channelCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { voiceCallEnded, voiceCallStarted } from "@/domain/channels/fixtures/voice-calls";
import { readVoiceEvent } from "@/domain/channels/voice";
import { recordCall } from "./record-call";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase({ max: 64 });
});
afterAll(() => test.close());
beforeEach(async () => {
  // One organisation per test: the tables that a call touches are emptied, whatever refers to whatever.
  await test.sql`truncate customers, conversations, call_sessions, own_lines, branches, identity_resolutions cascade`;
});

const record = (payload: unknown) =>
  recordCall(channelCtx(test.db, "voice"), readVoiceEvent(payload, new Date()));
const ended = (callId: string, data?: Record<string, unknown>) => record(voiceCallEnded({ callId, data }));
const count = async (table: string) => {
  const [row] = await test.sql`select count(*)::int n from ${test.sql(table)}`;
  return row?.n;
};

/** Everything that a call leaves behind, without the ids and the times of writing that differ from run to run. */
async function everything() {
  const [row] = await test.sql`select
    (select json_agg(row_to_json(x) order by x.external_id) from (select s.provider, s.external_id, s.direction, s.status, s.outcome,
      s.end_reason, s.from_number, s.to_number, s.customer_phone, s.phone_match_key, s.caller_name, s.caller_email, s.summary, s.fields,
      s.started_at, s.ended_at, s.duration_seconds, s.recording_url, s.unlinked_reason, c.phone_number, c.display_name, v.customer_id = s.customer_id same,
      v.started_at thread_start, v.last_message_at, v.summary thread_summary, v.contact_name, v.contact_phone
      from call_sessions s left join conversations v on v.id = s.conversation_id left join customers c on c.id = s.customer_id) x) calls,
    (select json_agg(row_to_json(x) order by x.external_id) from (select external_scope, external_id, author, body, sent_at, position from messages) x) messages,
    (select json_agg(row_to_json(x)) from (select service, starts_at, status from appointments order by starts_at) x) appointments,
    (select json_agg(row_to_json(x)) from (select display_name, email, last_seen_at from customers) x) customers,
    (select count(*)::int from conversations) conversations, (select count(*)::int from subscriptions) subscriptions,
    (select count(*)::int from identity_resolutions where outcome <> 'late_linked') resolutions`;
  return row;
}

it("the same event twice changes nothing after the first", async () => {
  await ended("c7");
  const after = await everything();
  const [{ updated_at: written } = {}] = await test.sql`select updated_at from call_sessions`;
  await ended("c7");
  expect(await everything()).toEqual(after);
  expect(await test.sql`select updated_at from call_sessions`).toMatchObject([{ updated_at: written }]);
});

it("the same event 64 times at once makes one call, one conversation, one customer, one appointment", async () => {
  await Promise.all(Array.from({ length: 64 }, () => ended("c8")));
  for (const table of ["call_sessions", "conversations", "customers", "subscriptions", "appointments"]) {
    expect(await count(table), table).toBe(1);
  }
  expect(await count("messages")).toBe(3);
  expect(await test.sql`select outcome from identity_resolutions`).toMatchObject([{ outcome: "created" }]);
});

it("64 calls of one new caller at once make one customer with 64 conversations", async () => {
  const results = await Promise.all(Array.from({ length: 64 }, (_, index) => ended(`many-${index}`)));
  expect(await count("customers")).toBe(1);
  expect(await count("conversations")).toBe(64);
  expect(new Set(results.map((result) => result.customerId)).size).toBe(1);
});

describe("started, ended and analysed events of one call", () => {
  const events = {
    started: voiceCallStarted({ callId: "c9" }),
    ended: voiceCallEnded({ callId: "c9", data: { summary: null, fields: {} } }),
    analysed: voiceCallEnded({
      callId: "c9",
      type: "voice.call.analysed",
      data: { summary: "Asked for a facial.", recording: { url: "https://r.example.org/9.wav" } },
    }),
  };
  const orders: (keyof typeof events)[][] = [
    ["started", "ended", "analysed"],
    ["started", "analysed", "ended"],
    ["ended", "started", "analysed"],
    ["ended", "analysed", "started"],
    ["analysed", "started", "ended"],
    ["analysed", "ended", "started"],
  ];

  it("come to the same end in every order", async () => {
    const ends: unknown[] = [];
    for (const order of orders) {
      await test.sql`truncate customers, conversations, call_sessions, own_lines, branches, identity_resolutions cascade`;
      for (const event of order) await record(events[event]);
      ends.push(await everything());
    }
    for (const [index, end] of ends.entries()) expect(end, orders[index]?.join(" → ")).toEqual(ends[0]);
    expect(ends[0]).toMatchObject({
      conversations: 1,
      calls: [
        {
          summary: "Asked for a facial.",
          recording_url: "https://r.example.org/9.wav",
          same: true,
          display_name: "Nora Field",
        },
      ],
    });
  });

  it("come to one call when they arrive at once", async () => {
    await Promise.all(Object.values(events).flatMap((event) => [record(event), record(event)]));
    for (const table of ["call_sessions", "conversations", "customers", "appointments"])
      expect(await count(table), table).toBe(1);
  });

  it("a call that only rings makes no customer and no conversation", async () => {
    await record(events.started);
    expect(
      await test.sql`select status, from_number, customer_id, conversation_id from call_sessions`,
    ).toMatchObject([
      { status: "in_progress", from_number: "+12025550143", customer_id: null, conversation_id: null },
    ]);
    expect(await count("customers")).toBe(0);
    expect(await count("conversations")).toBe(0);
  });
});

it("32 calls of one new caller that rang before, and end at once, are all linked to one customer", async () => {
  const calls = Array.from({ length: 32 }, (_, index) => `rang-${index}`);
  // At once, which also opens all the connections for the race that follows.
  await Promise.all(calls.map((callId) => record(voiceCallStarted({ callId }))));
  await Promise.all(calls.map((callId) => ended(callId)));
  expect(await count("customers")).toBe(1);
  expect(await test.sql`select 1 from call_sessions where customer_id is null`).toEqual([]);
});
