import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import type { Ctx } from "@/domain/ctx";
import { addNote } from "./add-note";
import { editCustomer } from "./edit";
import { findOrCreateByPhone } from "./find-or-create";
import { getCustomer } from "./queries";
import { customerTimeline } from "./timeline";

let receptionist: Ctx;
let database: Awaited<ReturnType<typeof testDatabase>>;
let serial = 0;

beforeAll(async () => {
  database = await testDatabase();
  receptionist = userCtx(database.db, "receptionist");
});
afterAll(() => database.close());

const newCustomer = async () => {
  serial += 1;
  return findOrCreateByPhone(systemCtx(database.db), {
    phoneNumber: `+2567726${String(serial).padStart(5, "0")}`,
  });
};

describe("editing a customer", () => {
  it("keeps what staff entered when a channel says otherwise later", async () => {
    const { customerId } = await newCustomer();
    const { customer } = await getCustomer(receptionist, customerId);
    await editCustomer(receptionist, { id: customerId, displayName: "Entered By Staff", area: null });
    await findOrCreateByPhone(systemCtx(database.db), {
      phoneNumber: customer.phoneNumber ?? "",
      displayName: "Said By Channel",
    });
    expect((await getCustomer(receptionist, customerId)).customer.displayName).toBe("Entered By Staff");
  });

  it("leaves what is not named as it was", async () => {
    const { customerId } = await newCustomer();
    await editCustomer(receptionist, { id: customerId, displayName: "A", email: "a@example.org" });
    await editCustomer(receptionist, { id: customerId, displayName: "B" });
    expect((await getCustomer(receptionist, customerId)).customer).toMatchObject({
      displayName: "B",
      email: "a@example.org",
    });
  });

  it("writes an audit row that names the fields and holds no personal data", async () => {
    const { customerId } = await newCustomer();
    await editCustomer(receptionist, { id: customerId, displayName: "Very Private" });
    const [row] =
      await database.sql`select action, changes from audit_events where subject_id = ${customerId} and action = 'customers.edit'`;
    expect(row).toEqual({ action: "customers.edit", changes: { fields: ["display_name"] } });
  });

  it("refuses roles without the right and customers that do not exist", async () => {
    const { customerId } = await newCustomer();
    await expect(
      editCustomer(userCtx(database.db, "finance"), { id: customerId, displayName: "X" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      editCustomer(receptionist, { id: crypto.randomUUID(), displayName: "X" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("answers a merged id with the survivor", async () => {
    const [gone, kept] = [await newCustomer(), await newCustomer()];
    await database.sql`update customers set merged_into_id = ${kept.customerId} where id = ${gone.customerId}`;
    expect(await getCustomer(receptionist, gone.customerId)).toMatchObject({
      requestedId: gone.customerId,
      customer: { id: kept.customerId },
    });
  });
});

describe("the timeline", () => {
  it("holds notes, edits and leads in one list, newest first", async () => {
    const { customerId } = await newCustomer();
    await editCustomer(receptionist, { id: customerId, area: "Ntinda" });
    await addNote(receptionist, { customerId, body: "Prefers mornings" });
    const { entries } = await customerTimeline(receptionist, { customerId });
    expect(entries.map((entry) => entry.kind)).toEqual(["note", "change", "change"]);
    expect(entries[0]).toMatchObject({ detail: "Prefers mornings" });
    const notes = await customerTimeline(receptionist, { customerId, kind: "note" });
    expect(notes.entries).toHaveLength(1);
  });

  it("pages without losing or repeating an entry", async () => {
    const { customerId } = await newCustomer();
    await database.sql`insert into customer_notes (customer_id, body, created_at)
      select ${customerId}, 'note ' || n, now() - make_interval(mins => n / 40) from generate_series(1, 120) n`;
    const bodies: (string | null)[] = [];
    let before: string | undefined;
    do {
      const page = await customerTimeline(receptionist, { customerId, kind: "note", before });
      bodies.push(...page.entries.map((entry) => entry.detail));
      before = page.next ?? undefined;
    } while (before);
    expect(new Set(bodies).size).toBe(120);
    expect(bodies).toHaveLength(120);
  });

  it("tells nobody what they may not read elsewhere", async () => {
    const { customerId } = await newCustomer();
    await database.sql`insert into conversations (customer_id, channel, summary, started_at, last_message_at)
      values (${customerId}, 'voice', 'private words', now(), now())`;
    const { entries } = await customerTimeline(userCtx(database.db, "finance"), { customerId });
    expect(entries.map((entry) => entry.kind)).not.toContain("conversation");
    expect(JSON.stringify(entries)).not.toContain("private words");
  });
});
