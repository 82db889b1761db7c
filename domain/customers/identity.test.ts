import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { type Ctx, inTransaction } from "@/domain/ctx";
import { readPhone } from "@/domain/phone/read";
import { explainIdentity } from "./identity";
import { resolveByPhone } from "./resolve";

let ctx: Ctx;
let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  ctx = systemCtx(database.db);
});
afterAll(() => database.close());

type Subject = { kind: "call_session" | "lead" | "conversation" | "api"; id: string | null };

async function resolve(raw: string, subject: Subject): Promise<string> {
  const reading = readPhone(raw, { country: "UG", countrySource: "branch" });
  const { customerId } = await inTransaction(ctx, (tx) =>
    resolveByPhone(tx, { reading, source: "voice", facts: {}, seenAt: new Date(), subject }),
  );
  if (!customerId) throw new Error(`${raw} came to nobody`);
  return customerId;
}

const pointsOf = (customerId: string) =>
  database.sql<{ id: string }[]>`select id from contact_points where customer_id = ${customerId}`;

describe("why something is on a customer", () => {
  it("a contact point is explained by what brought it first", async () => {
    const customerId = await resolve("0772 200 001", { kind: "api", id: null });
    await resolve("+256 772 200001", { kind: "api", id: null });
    const { contactPoints } = await explainIdentity(ctx, { customerId, conversationIds: [], leadIds: [] });
    const [point] = await pointsOf(customerId);
    expect(contactPoints.get(point?.id ?? "")).toMatchObject({
      outcome: "created",
      rawValue: "0772 200 001",
      normalForm: "+256772200001",
      rule: "national",
      countryAssumed: "UG",
      countrySource: "branch",
    });
  });

  it("a conversation is explained by the call it holds, a lead by itself", async () => {
    const [thread, call, lead] = [randomUUID(), randomUUID(), randomUUID()];
    const customerId = await resolve("0772 200 002", { kind: "lead", id: lead });
    await database.sql`insert into conversations (id, customer_id, channel, started_at, last_message_at)
      values (${thread}, ${customerId}, 'voice', now(), now())`;
    await database.sql`insert into call_sessions (id, provider, external_id, conversation_id, customer_id)
      values (${call}, 'test', ${call}, ${thread}, ${customerId})`;
    await resolve("256772200002", { kind: "call_session", id: call });
    const { events } = await explainIdentity(ctx, { customerId, conversationIds: [thread], leadIds: [lead] });
    expect(events.get(lead)).toMatchObject({ outcome: "created", rawValue: "0772 200 002" });
    expect(events.get(thread)).toMatchObject({ outcome: "matched", rawValue: "256772200002" });
  });

  it("a late link keeps how the number was read at first", async () => {
    const lead = randomUUID();
    await database.sql`insert into leads (id, source, phone_number, phone_number_normalized)
      values (${lead}, 'meta', '0772-200-003', '+256772200003')`;
    await database.sql`insert into identity_resolutions (subject_kind, subject_id, outcome, raw_value, normal_form, rule, country_assumed,
        country_source, created_at)
      values ('lead', ${lead}, 'unlinked', '0772-200-003', '+256772200003', 'national', 'UG', 'source', now() - interval '1 day')`;
    const customerId = await resolve("+256772200003", { kind: "api", id: null });
    const { events } = await explainIdentity(ctx, { customerId, conversationIds: [], leadIds: [lead] });
    expect(events.get(lead)).toMatchObject({
      outcome: "late_linked",
      rawValue: "0772-200-003",
      rule: "national",
      countrySource: "source",
    });
  });

  it("a number that came by a merge is explained by what brought it to the other one", async () => {
    const survivor = await resolve("0772 200 004", { kind: "api", id: null });
    const other = await resolve("0772 200 005", { kind: "api", id: null });
    await database.sql`update contact_points set customer_id = ${survivor} where customer_id = ${other}`;
    await database.sql`update customers set merged_into_id = ${survivor} where id = ${other}`;
    const { contactPoints } = await explainIdentity(ctx, {
      customerId: survivor,
      conversationIds: [],
      leadIds: [],
    });
    const raw = [...contactPoints.values()].map((explanation) => explanation.rawValue).sort();
    expect(raw).toEqual(["0772 200 004", "0772 200 005"]);
  });

  it("is refused to a role that may not read customers", async () => {
    const delivery = userCtx(database.db, "delivery");
    const asked = explainIdentity(delivery, { customerId: randomUUID(), conversationIds: [], leadIds: [] });
    await expect(asked).rejects.toMatchObject({ code: "forbidden" });
  });
});
