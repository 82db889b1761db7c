import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { bookAppointment } from "./book";
import { renderFeed } from "./calendar";
import { createFeed, listFeeds, revokeFeed } from "./feeds";
import { dayView, nextAppointmentOf } from "./queries";
import { setAppointmentStatus } from "./set-status";

let test: Awaited<ReturnType<typeof testDatabase>>;
let kampala = "";
let york = "";
let customerId = "";
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.sql`truncate customers, branches cascade`;
  const rows = await test.sql`insert into branches (code, name, country, time_zone)
    values ('kla', 'Kampala', 'UG', 'Africa/Kampala'), ('nyc', 'York', 'US', 'America/New_York') returning id`;
  kampala = rows[0]?.id;
  york = rows[1]?.id;
  const [customer] = await test.sql`insert into customers (display_name) values ('Nora Field') returning id`;
  customerId = customer?.id;
});

const desk = () => userCtx(test.db, "receptionist");
const book = (startsAt: string, changes: Record<string, unknown> = {}) =>
  bookAppointment(desk(), { service: "Facial", startsAt, branchId: kampala, customerId, ...changes });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

it("a day runs from midnight to midnight on each branch's own clock", async () => {
  await book("2026-11-23T00:00", { service: "first" });
  await book("2026-11-23T23:59", { service: "last" });
  await book("2026-11-22T23:59", { service: "the day before" });
  await book("2026-11-24T00:00", { service: "the day after" });
  await book("2026-11-23T23:30", { service: "elsewhere", branchId: york });
  const day = await dayView(desk(), { date: "2026-11-23" });
  expect(day.map((item) => [item.service, item.startsAtLocal])).toEqual([
    ["first", "00:00"],
    ["last", "23:59"],
    ["elsewhere", "23:30"],
  ]);
  expect(day[0]?.startsAt).toEqual(new Date("2026-11-22T21:00:00Z"));
  expect((await dayView(desk(), { date: "2026-11-23", branchId: york })).map((item) => item.service)).toEqual(
    ["elsewhere"],
  );
});

it("the next appointment is the first one still booked and still to come", async () => {
  await book(inDays(-1), { service: "past" });
  const { appointmentId } = await book(inDays(1), { service: "cancelled" });
  await book(inDays(3), { service: "later" });
  await book(inDays(2), { service: "next" });
  await setAppointmentStatus(desk(), { id: appointmentId, status: "cancelled" });
  expect(await nextAppointmentOf(desk(), customerId)).toMatchObject({
    service: "next",
    customerName: "Nora Field",
  });
});

describe("status", () => {
  const isNew = async () =>
    (await test.sql`select is_new_client from customers where id = ${customerId}`)[0]?.is_new_client;

  it("completing an appointment ends new client, and a cancelled one does not", async () => {
    const first = await book(inDays(-2));
    await setAppointmentStatus(desk(), { id: first.appointmentId, status: "cancelled" });
    expect(await isNew()).toBe(true);
    const second = await book(inDays(-1));
    await setAppointmentStatus(desk(), { id: second.appointmentId, status: "completed" });
    expect(await isNew()).toBe(false);
  });

  it("rises the sequence once per change, and setting the same status again changes nothing", async () => {
    const { appointmentId: id } = await book(inDays(1));
    expect(await setAppointmentStatus(desk(), { id, status: "no_show" })).toMatchObject({ changed: true });
    expect(await setAppointmentStatus(desk(), { id, status: "no_show" })).toMatchObject({ changed: false });
    expect(await test.sql`select sequence, status from appointments`).toMatchObject([
      { sequence: 1, status: "no_show" },
    ]);
    expect(
      await test.sql`select 1 from audit_events where subject_id = ${id} and action = 'appointments.set_status'`,
    ).toHaveLength(1);
  });

  it("is refused to whoever may only read", async () => {
    const { appointmentId: id } = await book(inDays(1));
    const change = setAppointmentStatus(userCtx(test.db, "reviewer"), { id, status: "completed" });
    await expect(change).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("calendar", () => {
  const secretOf = (url: string) => /\/calendar\/([^/]+)\.ics$/.exec(url)?.[1] ?? "";
  const read = (url: string) => renderFeed({ secret: secretOf(url), db: test.db });

  it("is text that a calendar program reads: stable ids, sequence, status, times in UTC, lines of at most 75 bytes", async () => {
    const { appointmentId: id } = await book(inDays(2), { notes: "bring, the; papers\nand \\ this" });
    const cancelled = await book(inDays(3));
    await setAppointmentStatus(desk(), { id: cancelled.appointmentId, status: "cancelled" });
    await book(inDays(-40), { service: "long past" });
    await book(inDays(400), { service: "far ahead" });
    await book(inDays(2), { service: "another branch", branchId: york });
    const feed = await read((await createFeed(desk(), { branchId: kampala, label: "Desk" })).url);
    const text = feed?.text ?? "";
    const lines = text.replace(/\r\n[ \t]/g, "").split("\r\n");
    expect(lines[0]).toBe("BEGIN:VCALENDAR");
    expect(lines).toContain("VERSION:2.0");
    expect(lines.find((line) => line.startsWith("X-WR-CALNAME:"))).toContain("Kampala");
    expect(lines).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT15M");
    expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(2);
    expect(lines).toContain(`UID:${id}@switchboard`);
    expect(lines).toContain("SEQUENCE:0");
    expect(lines).toContain("SEQUENCE:1");
    expect(lines).toContain("STATUS:CONFIRMED");
    expect(lines).toContain("STATUS:CANCELLED");
    expect(lines.filter((line) => /^DTSTART:\d{8}T\d{6}Z$/.test(line))).toHaveLength(2);
    expect(lines.filter((line) => /^LAST-MODIFIED:\d{8}T\d{6}Z$/.test(line))).toHaveLength(2);
    expect(lines).toContain("SUMMARY:Facial · Nora Field");
    expect(lines.find((line) => line.startsWith("DESCRIPTION:"))).toContain(
      "bring\\, the\\; papers\\nand \\\\ this",
    );
    expect(text).not.toContain("another branch");
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it("keeps its tag while nothing changes, and changes it with an appointment", async () => {
    const { appointmentId: id } = await book(inDays(2));
    const { url } = await createFeed(desk(), { branchId: kampala, label: "Desk" });
    const first = await read(url);
    expect((await read(url))?.etag).toBe(first?.etag);
    await setAppointmentStatus(desk(), { id, status: "cancelled" });
    expect((await read(url))?.etag).not.toBe(first?.etag);
  });

  it("keeps only the hash of its secret", async () => {
    const { url } = await createFeed(desk(), { branchId: kampala, label: "Desk" });
    const [row] = await test.sql`select row_to_json(f)::text kept from calendar_feeds f`;
    expect(row?.kept).not.toContain(secretOf(url));
    expect(JSON.stringify(await listFeeds(desk()))).not.toContain(secretOf(url));
  });

  it("is nowhere once revoked, and an unknown secret is nowhere", async () => {
    const { id, url } = await createFeed(desk(), { branchId: kampala, label: "Desk" });
    expect(await read(url)).not.toBeNull();
    await revokeFeed(desk(), { id });
    await revokeFeed(desk(), { id });
    expect(await read(url)).toBeNull();
    expect(await renderFeed({ secret: "x".repeat(43), db: test.db })).toBeNull();
    expect(await listFeeds(desk())).toEqual([]);
  });

  it("is made by the desk and the admin only, and for a branch that exists", async () => {
    await expect(
      createFeed(userCtx(test.db, "reviewer"), { branchId: kampala, label: "x" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    const nowhere = { branchId: "00000000-0000-7000-8000-000000000000", label: "x" };
    await expect(createFeed(systemCtx(test.db), nowhere)).rejects.toMatchObject({ code: "invalid" });
  });
});
