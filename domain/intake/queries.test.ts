import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { voiceCallEnded } from "@/domain/channels/fixtures/voice-calls";
import { drain } from "./drain";
import { getEvent } from "./get-event";
import { COUNTED_AT_MOST, countEvents, failedCount, listEvents, listSources } from "./queries";
import { recordEventView } from "./record-view";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(() => test.sql`truncate webhook_events, customers, conversations, call_sessions, leads cascade`);

const admin = () => userCtx(test.db, "admin");

/** An event that came in so many minutes ago and stands where it is told to. */
async function put(event: {
  name: string;
  minutesAgo?: number;
  source?: string;
  status?: "waiting" | "retrying" | "processed" | "failed";
  error?: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
}): Promise<string> {
  const { name, minutesAgo = 1, source = "voice", status = "processed", body = "{}", headers = {} } = event;
  const error = status === "failed" || status === "retrying" ? (event.error ?? "It failed.") : null;
  const [row] = await test.sql`insert into webhook_events
      (source, external_id, headers, body, received_at, run_at, last_error, processed_at, dead_at)
    values (${source}, ${name}, ${test.sql.json(headers)}, ${Buffer.from(body)}, now() - make_interval(mins => ${minutesAgo}),
      now() + interval '1 hour', ${error}, case when ${status} = 'processed' then now() end,
      case when ${status} = 'failed' then now() - make_interval(mins => ${minutesAgo}) end)
    returning id`;
  return String(row?.id);
}
const namesOf = async (filter: Parameters<typeof listEvents>[1]) =>
  (await listEvents(admin(), filter)).events.map(({ externalId }) => externalId);

describe("the list", () => {
  it("is newest first, in pages that neither repeat nor skip", async () => {
    for (const [name, minutesAgo] of [
      ["c", 3],
      ["a", 1],
      ["b", 2],
      ["d", 4],
    ] as const)
      await put({ name, minutesAgo });
    const first = await listEvents(admin(), { limit: 3 });
    expect(first.events.map(({ externalId }) => externalId)).toEqual(["a", "b", "c"]);
    expect(await namesOf({ limit: 3, after: first.next ?? undefined })).toEqual(["d"]);
  });

  it("pages through events that came in at the same instant", async () => {
    await test.sql`insert into webhook_events (source, external_id, headers, body, dead_at, last_error)
      select 'voice', n::text, '{}', '', '2026-11-01', 'x' from generate_series(1, 7) n`;
    for (const status of [undefined, "failed"] as const) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await listEvents(admin(), { status, limit: 2, after });
        seen.push(...page.events.map(({ externalId }) => externalId));
        after = page.next ?? undefined;
      } while (after);
      expect(seen.toSorted()).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
    }
  });

  it("tells the four states apart, and counts them", async () => {
    for (const status of ["waiting", "retrying", "processed", "failed"] as const) {
      await put({ name: status, status });
      expect(await namesOf({ status })).toEqual([status]);
      expect((await listEvents(admin(), { status })).events[0]?.status).toBe(status);
    }
    expect(await countEvents(admin())).toEqual({ waiting: 1, retrying: 1, processed: 1, failed: 1 });
    expect(await failedCount(admin())).toBe(1);
  });

  it("filters by source and time, and the counts follow", async () => {
    await put({ name: "old", minutesAgo: 120 });
    await put({ name: "new", minutesAgo: 10 });
    await put({ name: "other", minutesAgo: 10, source: "meta" });
    const filter = { source: "voice", from: "1h" };
    expect(await namesOf(filter)).toEqual(["new"]);
    expect(await countEvents(admin(), filter)).toMatchObject({ processed: 1 });
    expect(await namesOf({ to: new Date(Date.now() - 3_600_000) })).toEqual(["old"]);
    expect(await listSources(admin())).toEqual(["meta", "voice"]);
  });

  it("asks of failed events when they failed, not when they came in", async () => {
    const id = await put({ name: "late", minutesAgo: 300, status: "failed" });
    await test.sql`update webhook_events set dead_at = now() where id = ${id}`;
    await put({ name: "early", minutesAgo: 200, status: "failed" });
    expect(await namesOf({ status: "failed" })).toEqual(["late", "early"]);
    expect(await namesOf({ status: "failed", from: "1h" })).toEqual(["late"]);
  });

  it("stops counting where nobody counts any more", async () => {
    await test.sql`insert into webhook_events (source, external_id, headers, body, dead_at, last_error)
      select 'voice', n::text, '{}', '', now(), 'x' from generate_series(1, 1200) n`;
    expect(await failedCount(admin())).toBe(COUNTED_AT_MOST);
    expect(await countEvents(admin())).toMatchObject({ failed: COUNTED_AT_MOST });
  });

  it("refuses a time nobody can read, and a place it never handed out", async () => {
    await expect(listEvents(admin(), { from: "yesterday" })).rejects.toMatchObject({ code: "invalid" });
    await expect(listEvents(admin(), { after: "made up" })).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("search", () => {
  it("finds by the event's id, the provider's id and a part of the error", async () => {
    const id = await put({ name: "wamid.ABC", source: "whatsapp" });
    await put({ name: "msg_1", status: "failed", error: "Sender missing in messages[0]." });
    await put({ name: "msg_2", status: "retrying", error: "The sender's branch is being rebuilt." });
    await put({ name: "msg_3" });
    expect(await namesOf({ q: id })).toEqual(["wamid.ABC"]);
    expect(await namesOf({ q: id.toUpperCase() })).toEqual(["wamid.ABC"]);
    expect(await namesOf({ q: " wamid.ABC " })).toEqual(["wamid.ABC"]);
    expect((await namesOf({ q: "SENDER" })).toSorted()).toEqual(["msg_1", "msg_2"]);
    expect(await namesOf({ q: "100%" })).toEqual([]);
    expect(await countEvents(admin(), { q: "sender" })).toMatchObject({
      failed: 1,
      retrying: 1,
      processed: 0,
    });
  });

  it("finds by a phone number in any spelling, through whoever owns it", async () => {
    await put({ name: "call-1", status: "waiting", body: JSON.stringify(voiceCallEnded({ callId: "c1" })) });
    await put({
      name: "call-2",
      status: "waiting",
      body: JSON.stringify(
        voiceCallEnded({ callId: "c2", data: { from: "+12025550188", customer_phone: null, fields: {} } }),
      ),
    });
    await test.sql`update webhook_events set run_at = now()`;
    await drain(test.db);
    for (const q of ["+1 202-555-0143", "(202) 555-0143", "2025550143", "001 202 555 0143"]) {
      expect({ q, found: await namesOf({ q }) }).toEqual({ q, found: ["call-1"] });
    }
    const [event] = (await listEvents(admin(), { q: "+12025550143" })).events;
    expect(event?.customer?.name).toBe("Nora Field");
    expect(event?.effects).toContainEqual({ kind: "customer", made: 1, touched: 0 });
  });

  it("finds a call that belongs to nobody yet by its number", async () => {
    const body = voiceCallEnded({ callId: "c3" });
    await put({
      name: "rings",
      status: "waiting",
      body: JSON.stringify({ ...body, type: "voice.call.started" }),
    });
    await test.sql`update webhook_events set run_at = now()`;
    await drain(test.db);
    expect(await test.sql`select count(*)::int n from customers`).toEqual([{ n: 0 }]);
    expect(await namesOf({ q: "(202) 555-0143" })).toEqual(["rings"]);
  });

  it("finds a failed event by the number in what was received", async () => {
    await put({ name: "lost", status: "failed", body: '{"customer_number":"+256700000150"}' });
    await put({ name: "another", status: "failed", body: '{"customer_number":"+256700000151"}' });
    expect(await namesOf({ q: "+256 700 000 150" })).toEqual(["lost"]);
  });
});

describe("one event", () => {
  it("shows its headers and body with what is secret hidden", async () => {
    const id = await put({
      name: "x",
      headers: { "content-type": "application/json", authorization: "Bearer abc" },
      body: '{"id":90071992547409931,"access_token":"very-secret","text":"hi"}',
    });
    const event = await getEvent(admin(), id);
    expect(event.headers).toEqual([
      ["content-type", "application/json"],
      ["authorization", "•••"],
    ]);
    expect(event.body.pretty).toBe(
      '{\n  "id": 90071992547409931,\n  "access_token": "•••",\n  "text": "hi"\n}',
    );
    expect(JSON.stringify(event)).not.toContain("very-secret");
  });

  it("answers not found for an id that nobody has, and for what is none", async () => {
    for (const id of ["00000000-0000-7000-8000-000000000000", "nonsense"]) {
      await expect(getEvent(admin(), id)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("keeps who read it, once in a while", async () => {
    const id = await put({ name: "seen" });
    const ctx = admin();
    await recordEventView(ctx, { eventId: id });
    await recordEventView(ctx, { eventId: id });
    expect(await test.sql`select action, actor_id from audit_events where subject_id = ${id}`).toEqual([
      { action: "intake.viewed", actor_id: ctx.actor.kind === "user" ? ctx.actor.id : null },
    ]);
  });
});

it("is for those who repair the intake; to others the badge is empty", async () => {
  const id = await put({ name: "x", status: "failed" });
  const ctx = userCtx(test.db, "receptionist");
  const refused = { code: "forbidden" };
  await expect(listEvents(ctx)).rejects.toMatchObject(refused);
  await expect(countEvents(ctx)).rejects.toMatchObject(refused);
  await expect(listSources(ctx)).rejects.toMatchObject(refused);
  await expect(getEvent(ctx, id)).rejects.toMatchObject(refused);
  await expect(recordEventView(ctx, { eventId: id })).rejects.toMatchObject(refused);
  expect(await failedCount(ctx)).toBe(0);
});
