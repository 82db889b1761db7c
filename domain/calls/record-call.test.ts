import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { channelCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { voiceCallEnded } from "@/domain/channels/fixtures/voice-calls";
import { readVoiceEvent } from "@/domain/channels/voice";
import { log } from "@/domain/log";
import { recordCall } from "./record-call";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  // One organisation per test: the tables that a call touches are emptied, whatever refers to whatever.
  await test.sql`truncate customers, conversations, call_sessions, own_lines, branches, identity_resolutions cascade`;
});
afterEach(() => vi.restoreAllMocks());

const record = (payload: unknown) =>
  recordCall(channelCtx(test.db, "voice"), readVoiceEvent(payload, new Date()));
const ended = (callId: string, data?: Record<string, unknown>) => record(voiceCallEnded({ callId, data }));
const count = async (table: string) => {
  const [row] = await test.sql`select count(*)::int n from ${test.sql(table)}`;
  return row?.n;
};

it("an ended call becomes a call, a conversation with its transcript, a new customer on both, and an appointment", async () => {
  const result = await ended("c1");
  const [row] =
    await test.sql`select s.customer_id session_customer, v.customer_id thread_customer, s.status, s.outcome, s.duration_seconds,
      c.display_name, c.email, c.phone_number, c.is_new_client, v.channel, v.summary
    from call_sessions s join conversations v on v.id = s.conversation_id join customers c on c.id = s.customer_id
    where s.provider = 'frontdesk' and s.external_id = 'c1'`;
  expect(row).toMatchObject({
    session_customer: result.customerId,
    thread_customer: result.customerId,
    status: "ended",
    outcome: "completed",
    duration_seconds: 240,
    display_name: "Nora Field",
    email: "nora.field@example.org",
    phone_number: "+12025550143",
    is_new_client: true,
    channel: "voice",
    summary: "Booked a facial.",
  });
  const lines =
    await test.sql`select author, direction, body, sent_at from messages order by sent_at, position`;
  expect(lines.map((line) => [line.author, line.direction])).toEqual([
    ["agent", "out"],
    ["customer", "in"],
    ["agent", "out"],
  ]);
  expect(lines[1]?.sent_at).toEqual(new Date("2026-11-20T10:00:04.500Z"));
  const [booked] = await test.sql`select * from appointments`;
  expect(booked).toMatchObject({
    customer_id: result.customerId,
    conversation_id: result.conversationId,
    service: "Facial",
    duration_minutes: 45,
    contact_name: "Nora Field",
  });
  expect(booked?.starts_at).toEqual(new Date("2026-11-23T09:30:00Z"));
});

it("tells that a conversation was linked, by ids only", async () => {
  const info = vi.spyOn(log, "info");
  const { conversationId, customerId } = await ended("c1");
  expect(info).toHaveBeenCalledWith("conversation linked", {
    conversation_id: conversationId,
    customer_id: customerId,
  });
  expect(JSON.stringify(info.mock.calls)).not.toMatch(/5550143|Nora/);
});

it("a call without a number is stored, linked to nobody, warned about, and a success", async () => {
  const warn = vi.spyOn(log, "warn");
  const result = await ended("c2", { from: null });
  expect(result.customerId).toBeNull();
  expect(result.conversationId).not.toBeNull();
  expect(warn).toHaveBeenCalledWith("No customer linked for session c2", expect.anything());
  expect(await test.sql`select unlinked_reason from call_sessions`).toMatchObject([
    { unlinked_reason: "empty" },
  ]);
  expect(await count("customers")).toBe(0);
  expect(await count("messages")).toBe(3);
});

it.each([
  ["withheld", { from: "anonymous" }, "withheld"],
  ["too short", { from: "4242" }, "short_code"],
  ["a placeholder", { from: null, customer_phone: "9999999999" }, "placeholder"],
  ["our own line", { from: "+12025550100" }, "own_line"],
])("a number that is %s creates and matches nobody", async (_, data, reason) => {
  const result = await ended("c3", data);
  expect(result.customerId).toBeNull();
  expect(await test.sql`select unlinked_reason from call_sessions`).toMatchObject([
    { unlinked_reason: reason },
  ]);
  expect(await count("customers")).toBe(0);
});

it("a stated number goes before a collected one, and that before the caller's", async () => {
  const phoneOf = async (callId: string, data: Record<string, unknown>) => {
    await ended(callId, data);
    const [row] =
      await test.sql`select c.phone_number from call_sessions s join customers c on c.id = s.customer_id
      where s.external_id = ${callId}`;
    return row?.phone_number;
  };
  expect(await phoneOf("p1", { customer_phone: "(202) 555-0111", fields: { phone: "202-555-0112" } })).toBe(
    "+12025550111",
  );
  expect(await phoneOf("p2", { fields: { phone: "202-555-0112" } })).toBe("+12025550112");
  expect(await phoneOf("p3", { fields: { phone: "Unknown" } })).toBe("+12025550143");
  expect(
    await phoneOf("p4", { fields: {}, direction: "outbound", from: "+12025550100", to: "+12025550119" }),
  ).toBe("+12025550119");
});

it("a name that says nothing is stored as none, and an address that cannot be one is kept among the fields only", async () => {
  await ended("c4", { fields: { name: " Unknown ", email: "not an address" } });
  expect(await test.sql`select display_name, email from customers`).toMatchObject([
    { display_name: null, email: null },
  ]);
  expect(await test.sql`select fields from call_sessions`).toMatchObject([
    { fields: { email: "not an address" } },
  ]);
});

it("a later call fills what is empty on the customer and overwrites nothing", async () => {
  await ended("c5", { fields: { name: "Nora" } });
  const second = await ended("c6", { fields: { name: "Somebody Else", email: "n@example.org" } });
  expect(await test.sql`select id, display_name, email from customers`).toMatchObject([
    { id: second.customerId, display_name: "Nora", email: "n@example.org" },
  ]);
});

it("learns the called number as the organisation's own line, and takes the branch from it", async () => {
  const [branch] = await test.sql`insert into branches (code, name, country, time_zone)
    values ('south', 'South', 'US', 'America/New_York') returning id`;
  await ended("c10", { to: "(202) 555-0199" });
  expect(await test.sql`select match_key, learned_from from own_lines`).toMatchObject([
    { match_key: "+12025550199", learned_from: "frontdesk" },
  ]);
  const [other] =
    await test.sql`insert into branches (code, name, country, time_zone) values ('north', 'North', 'US', 'UTC') returning id`;
  await test.sql`update own_lines set branch_id = ${other?.id}`;
  await ended("c11", { to: "+1 202 555 0199" });
  expect(await test.sql`select branch_id from call_sessions order by external_id`).toMatchObject([
    { branch_id: branch?.id },
    { branch_id: other?.id },
  ]);
});

it("does not take a customer's number from them when a payload swaps its two ends", async () => {
  await ended("c12");
  await ended("c13", { from: "+12025550100", to: "+12025550143" });
  expect(await test.sql`select 1 from own_lines where match_key = '+12025550143'`).toHaveLength(0);
});

it("an appointment without an offset is on the branch's clock", async () => {
  await test.sql`insert into branches (code, name, country, time_zone) values ('east', 'East', 'US', 'America/New_York')`;
  await ended("c14", { fields: { appointment: { service: "Facial", starts_at: "2026-11-23T09:30" } } });
  const [booked] = await test.sql`select starts_at, duration_minutes from appointments`;
  expect(booked).toEqual({ starts_at: new Date("2026-11-23T14:30:00Z"), duration_minutes: 30 });
});

it("a call linked to nobody is linked when a later event brings the number", async () => {
  await ended("c15", {
    from: null,
    fields: { appointment: { service: "Facial", starts_at: "2026-11-23T09:30:00Z" } },
  });
  const result = await ended("c15", { from: null, customer_phone: "+12025550143", fields: {} });
  expect(result.customerId).not.toBeNull();
  expect(await test.sql`select unlinked_reason, customer_id from call_sessions`).toMatchObject([
    { unlinked_reason: null, customer_id: result.customerId },
  ]);
  expect(await test.sql`select customer_id from conversations`).toMatchObject([
    { customer_id: result.customerId },
  ]);
});

it("is refused to people: only channels and the system record calls", async () => {
  const report = readVoiceEvent(voiceCallEnded({ callId: "c16" }), new Date());
  await expect(recordCall(userCtx(test.db, "admin"), report)).rejects.toMatchObject({ code: "forbidden" });
  expect(await count("call_sessions")).toBe(0);
});
