import { afterAll, beforeAll, expect, it } from "vitest";
import { channelCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { noteSubject, noteSubjects } from "./event-subjects";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const ONE = "00000000-0000-7000-8000-000000000001";
const TWO = "00000000-0000-7000-8000-000000000002";

async function eventCtx() {
  const [row] = await test.sql`insert into webhook_events (source, external_id, headers, body)
    values ('voice', gen_random_uuid()::text, '{}', '') returning id`;
  return { ...channelCtx(test.db, "voice"), eventId: String(row?.id) };
}
const notedOf = (eventId: string) =>
  test.sql`select subject_kind, subject_id, is_created from webhook_event_subjects where event_id = ${eventId}
    order by subject_kind, subject_id`;

it("keeps what an event made apart from what it touched", async () => {
  const ctx = await eventCtx();
  await noteSubjects(ctx, [
    { kind: "customer", id: ONE, isCreated: true },
    { kind: "message", id: TWO, isCreated: false },
  ]);
  expect(await notedOf(ctx.eventId)).toEqual([
    { subject_kind: "customer", subject_id: ONE, is_created: true },
    { subject_kind: "message", subject_id: TWO, is_created: false },
  ]);
});

it("what was made stays made when a replay finds it there", async () => {
  const ctx = await eventCtx();
  await noteSubject(ctx, { kind: "lead", id: ONE, isCreated: true });
  await noteSubject(ctx, { kind: "lead", id: ONE, isCreated: false });
  expect(await notedOf(ctx.eventId)).toEqual([{ subject_kind: "lead", subject_id: ONE, is_created: true }]);
});

it("a delivery that names one thing twice notes it once, as made if it made it", async () => {
  const ctx = await eventCtx();
  await noteSubjects(ctx, [
    { kind: "customer", id: ONE, isCreated: false },
    { kind: "customer", id: ONE, isCreated: true },
  ]);
  expect(await notedOf(ctx.eventId)).toEqual([
    { subject_kind: "customer", subject_id: ONE, is_created: true },
  ]);
});

it("keeps nothing outside an event", async () => {
  const before = await test.sql`select count(*)::int n from webhook_event_subjects`;
  await noteSubject(channelCtx(test.db, "voice"), { kind: "customer", id: ONE, isCreated: true });
  expect(await test.sql`select count(*)::int n from webhook_event_subjects`).toEqual(before);
});
