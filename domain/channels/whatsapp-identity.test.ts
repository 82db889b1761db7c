import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { inTransaction } from "@/domain/ctx";
import { resolveByPhone } from "@/domain/customers/resolve";
import { drain } from "@/domain/intake/drain";
import { readPhone } from "@/domain/phone/read";
import { delivery, messageFrom, NUMBER, type Someone, said, WABA } from "./fixtures/whatsapp-deliveries";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

let people = 0;
/** Somebody new; `phone` and `id` are the same person by one of their names only. */
let both: Required<Pick<Someone, "waId" | "userId">>;
let phone: Someone;
let id: Someone;
beforeEach(async () => {
  people += 1;
  both = { waId: `2567721${String(people).padStart(5, "0")}`, userId: `UG.20${people}` };
  phone = { waId: both.waId };
  id = { userId: both.userId };
  await test.sql`delete from channel_alerts`;
});

let deliveries = 0;
async function arrive(...bodies: object[]) {
  for (const body of bodies) {
    deliveries += 1;
    await test.sql`insert into webhook_events (source, external_id, headers, body)
      values ('whatsapp', ${`i${deliveries}`}, '{}', ${Buffer.from(JSON.stringify(body))})`;
    await drain(test.db);
  }
  const failed = await test.sql`select last_error from webhook_events where processed_at is null`;
  expect(failed).toEqual([]);
}

const ownerOf = async (matchKey: string): Promise<string | null> =>
  (
    await test.sql`select customer_id from contact_points where match_key = ${matchKey} and valid_to is null`
  )[0]?.customer_id ?? null;
const phoneOwner = () => ownerOf(`+${both.waId}`);
const idOwner = () => ownerOf(both.userId);
const customer = async (customerId: string | null) =>
  (await test.sql`select * from customers where id = ${customerId}`)[0];
const threadsOf = (customerId: string | null) =>
  test.sql`select v.id, v.status, v.participant_key, (select count(*)::int from messages m where m.conversation_id = v.id) messages
    from conversations v where v.customer_id = ${customerId} order by v.id`;
const alerts = async () =>
  (await test.sql`select code, message from channel_alerts where resolved_at is null`).map(
    ({ code, message }) => ({ code, message }),
  );

const callFrom = (number: string) =>
  inTransaction(systemCtx(test.db), (ctx) =>
    resolveByPhone(ctx, {
      reading: readPhone(number, { country: "UG" }),
      source: "voice",
      facts: {},
      seenAt: new Date(),
      subject: { kind: "api", id: null },
    }),
  );

describe("a person without a number", () => {
  it("is a customer with the country of their id, known by it from then on", async () => {
    await arrive(said({ ...id, name: "Amina" }), said(id, { text: "again" }));
    const owner = await idOwner();
    expect(await customer(owner)).toMatchObject({
      phone_number: null,
      display_name: "Amina",
      whatsapp_id: both.userId,
    });
    const points = await test.sql`select country, scope from contact_points where customer_id = ${owner}`;
    expect(points).toEqual([{ country: "UG", scope: WABA }]);
    expect(await threadsOf(owner)).toMatchObject([{ messages: 2 }]);
    const why =
      await test.sql`select outcome, rule, normal_form, country_assumed from identity_resolutions where customer_id = ${owner}`;
    expect(why).toEqual([
      { outcome: "created", rule: "scoped_id", normal_form: both.userId, country_assumed: "UG" },
    ]);
  });

  it("and without a name is still a customer", async () => {
    await arrive(delivery({ messages: [messageFrom(id)] }));
    expect(await customer(await idOwner())).toMatchObject({ phone_number: null, display_name: null });
  });

  it("joins the customer of the number as soon as it is learnt, with what came from it earlier", async () => {
    await test.sql`insert into leads (source, phone_number, phone_number_normalized) values ('import', 'x', ${`+${both.waId}`})`;
    await arrive(said(id), said(both));
    const owner = await idOwner();
    expect(await phoneOwner()).toBe(owner);
    expect(await customer(owner)).toMatchObject({ phone_number: `+${both.waId}` });
    expect(await test.sql`select 1 from leads where customer_id = ${owner}`).toHaveLength(1);
    await arrive(said(phone));
    expect(await threadsOf(owner)).toMatchObject([{ messages: 3 }]);
  });

  it("gives it by the button that asks for it; somebody else's card is not theirs", async () => {
    const card = (origin: string, number: string) => ({
      type: "contacts",
      contacts: [{ name: { formatted_name: "X" }, phones: [{ phone: `+${number}`, wa_id: number }], origin }],
    });
    await arrive(said(id), said(id, card("other", "256772999999")));
    expect(await customer(await idOwner())).toMatchObject({ phone_number: null });
    await arrive(said(id, card("contact_request", both.waId)));
    expect(await customer(await idOwner())).toMatchObject({ phone_number: `+${both.waId}` });
  });

  it("is somebody else in another WhatsApp account, where the same id means another person", async () => {
    await arrive(said(id));
    const body = said(id);
    await arrive({ ...body, entry: body.entry.map((entry) => ({ ...entry, id: "999" })) });
    const owners =
      await test.sql`select distinct customer_id from contact_points where match_key = ${both.userId}`;
    expect(owners).toHaveLength(2);
  });

  it("is recognised by the id of the company above", async () => {
    const parent = `UG.ENT.9${people}`;
    await arrive(said({ ...both, parentId: parent }));
    const owner = await idOwner();
    await arrive(said({ parentId: parent, userId: both.userId, waId: both.waId }));
    expect(await ownerOf(parent)).toBe(owner);
  });

  it("is read even where the id stands in the number's place", async () => {
    await arrive(
      delivery({
        contacts: [{ wa_id: both.userId, profile: { name: "Zawadi" } }],
        messages: [{ ...messageFrom({}), from: both.userId }],
      }),
    );
    expect(await customer(await idOwner())).toMatchObject({ display_name: "Zawadi" });
  });
});

describe("a known number", () => {
  it("of a caller is the same customer, in any spelling of its line, and gains the id", async () => {
    const { customerId } = await callFrom(`0${both.waId.slice(3)}`);
    await arrive(said(both));
    expect([await phoneOwner(), await idOwner()]).toEqual([customerId, customerId]);
    expect((await customer(customerId))?.whatsapp_id).toBe(both.waId);
  });

  it("of Mexico is the same person with and without WhatsApp's 1", async () => {
    const tail = String(5_500_000_000 + people);
    const { customerId } = await callFrom(`+52${tail}`);
    await arrive(said({ waId: `521${tail}` }));
    expect(await threadsOf(customerId)).toHaveLength(1);
  });

  it("that several share is nobody's: the thread waits for staff", async () => {
    const { customerId } = await callFrom(`+${both.waId}`);
    await test.sql`update contact_points set shared_at = now() where customer_id = ${customerId}`;
    await arrive(said(both), said(both));
    const [thread] =
      await test.sql`select customer_id, (select count(*)::int from messages m where m.conversation_id = v.id) messages
      from conversations v where participant_key = ${`+${both.waId}`}`;
    expect(thread).toEqual({ customer_id: null, messages: 2 });
    expect(await idOwner()).toBeNull();
  });
});

describe("two records that WhatsApp proves to be one person", () => {
  async function twoRecords() {
    const { customerId: older } = await callFrom(`+${both.waId}`);
    await arrive(said({ ...id, name: "Later Name" }));
    const younger = await idOwner();
    await test.sql`insert into customer_notes (customer_id, body) values (${younger}, 'a note')`;
    await test.sql`insert into leads (source, customer_id) values ('meta', ${younger})`;
    return { older, younger };
  }

  it("are merged: the older one stays, everything is its own, and the trail says what moved", async () => {
    const { older, younger } = await twoRecords();
    await arrive(said(both));
    expect([await phoneOwner(), await idOwner()]).toEqual([older, older]);
    expect(await customer(younger)).toMatchObject({ merged_into_id: older });
    expect(await customer(older)).toMatchObject({ display_name: "Later Name", merged_into_id: null });
    const [moved] =
      await test.sql`select (select count(*)::int from customer_notes where customer_id = ${older}) notes,
      (select count(*)::int from leads where customer_id = ${older}) leads,
      (select count(*)::int from conversations where customer_id = ${older}) threads,
      (select count(*)::int from conversations where customer_id = ${younger}) left_behind`;
    expect(moved).toEqual({ notes: 1, leads: 1, threads: 1, left_behind: 0 });
    const [audit] =
      await test.sql`select changes from audit_events where action = 'customers.merged_by_pairing' and subject_id = ${older}`;
    expect(audit?.changes).toMatchObject({
      merged: younger,
      moved: { customer_notes: [expect.any(String)] },
    });
    const why =
      await test.sql`select customer_id from identity_resolutions where rule = 'merged_by_pairing' and subject_id = ${younger}`;
    expect(why).toEqual([{ customer_id: older }]);
  });

  it("have one running plan between them: the paid one, and no second Guest trial", async () => {
    const { older, younger } = await twoRecords();
    await test.sql`update subscriptions set status = 'ended' where customer_id = ${younger}`;
    await test.sql`insert into subscriptions (customer_id, plan_code, end_date, currency) values (${younger}, 'plus', now() + interval '20 days', 'UGX')`;
    await arrive(said(both));
    const plans = await test.sql`select customer_id, plan_code from subscriptions
      where customer_id in (${older}, ${younger}) and status in ('active', 'cancel_scheduled')`;
    expect(plans).toEqual([{ customer_id: older, plan_code: "plus" }]);
  });

  it("are left apart when both have a login, with a task for staff", async () => {
    const { older, younger } = await twoRecords();
    for (const owner of [older, younger])
      await test.sql`insert into users (email, name, role, customer_id) values (${`${owner}@example.org`}, 'X', 'customer', ${owner})`;
    await arrive(said(both), said(both));
    expect([await phoneOwner(), await idOwner()]).toEqual([older, younger]);
    expect(await alerts()).toEqual([
      { code: "merge_needed", message: expect.stringContaining(String(older)) },
    ]);
  });

  it("go on in one thread when each had its own", async () => {
    await arrive(said(phone), said(id), said(both), said(id, { text: "last" }), said(phone));
    const owner = await phoneOwner();
    const threads = await threadsOf(owner);
    expect(threads.filter(({ status }) => status === "open")).toMatchObject([
      { participant_key: `+${both.waId}`, messages: 4 },
    ]);
    expect(threads.filter(({ status }) => status === "closed")).toMatchObject([
      { participant_key: null, messages: 1 },
    ]);
  });
});

describe("a number that somebody else has now", () => {
  const stranger = () => ({ waId: both.waId, userId: `UG.77${people}`, name: "New Holder" });

  it("is not attached to its old owner: a new customer by id, and a task for staff, once", async () => {
    await arrive(said(both));
    const owner = await phoneOwner();
    await arrive(said(stranger()), said(stranger(), { text: "still me" }));
    const other = await ownerOf(`UG.77${people}`);
    expect(other).not.toBe(owner);
    expect(await phoneOwner()).toBe(owner);
    expect(await customer(other)).toMatchObject({ phone_number: null, display_name: "New Holder" });
    expect(await threadsOf(owner)).toMatchObject([{ messages: 1 }]);
    expect(await threadsOf(other)).toMatchObject([{ messages: 2, participant_key: `UG.77${people}` }]);
    expect(await alerts()).toEqual([
      { code: "number_changed_hands", message: expect.stringContaining(String(owner)) },
    ]);
    expect((await alerts())[0]?.message).not.toContain(both.waId);
  });

  it("that staff have handed over opens a new thread; the old one keeps its history", async () => {
    await arrive(said(phone));
    const owner = await phoneOwner();
    await test.sql`update contact_points set valid_to = now() where customer_id = ${owner}`;
    await arrive(said(phone));
    const next = await phoneOwner();
    expect(next).not.toBe(owner);
    expect(await threadsOf(owner)).toMatchObject([{ messages: 1, status: "closed" }]);
    expect(await threadsOf(next)).toMatchObject([{ messages: 1, status: "open" }]);
  });
});

describe("a change that WhatsApp announces", () => {
  const changed = (system: Record<string, unknown>, from: Someone = both) =>
    delivery({
      messages: [messageFrom(from, { type: "system", system: { body: "User changed", ...system } })],
    });

  it("of the number ends the old one and adds the new one, on the same customer and thread", async () => {
    await arrive(said(both));
    const owner = await phoneOwner();
    const next = { wa_id: `2567731${String(people).padStart(5, "0")}`, user_id: `UG.30${people}` };
    await arrive(changed({ type: "user_changed_number", ...next, previous_user_id: both.userId }, phone));
    expect([await phoneOwner(), await idOwner()]).toEqual([null, null]);
    expect([await ownerOf(`+${next.wa_id}`), await ownerOf(next.user_id)]).toEqual([owner, owner]);
    expect(await customer(owner)).toMatchObject({ phone_number: `+${next.wa_id}`, whatsapp_id: next.wa_id });
    await arrive(said({ waId: next.wa_id, userId: next.user_id }));
    expect(await threadsOf(owner)).toMatchObject([{ messages: 3 }]);
    const ended =
      await test.sql`select 1 from contact_points where customer_id = ${owner} and valid_to is not null`;
    expect(ended).toHaveLength(2);
  });

  it("of the id alone, told in any of the known ways, keeps the customer and their number", async () => {
    const ways = [
      (next: string) =>
        changed({ type: "user_changed_user_id", user_id: next, previous_user_id: both.userId }, {}),
      (next: string) =>
        changed(
          {
            type: "user_changed_user_id",
            user_id: next,
            body: `User @x changed from ${both.userId} to ${next}`,
          },
          {},
        ),
      (next: string) =>
        delivery(
          { user_id_update: [{ user_id: { previous: both.userId, current: next } }] },
          "user_id_update",
        ),
    ];
    for (const [at, way] of ways.entries()) {
      both = { waId: `2567751${at}${String(people).padStart(4, "0")}`, userId: `UG.50${at}${people}` };
      await arrive(said(both));
      const owner = await phoneOwner();
      const next = `UG.40${at}${people}`;
      await arrive(way(next), said({ userId: next }));
      expect([await phoneOwner(), await ownerOf(next), await idOwner()], `way ${at}`).toEqual([
        owner,
        owner,
        null,
      ]);
      expect(await threadsOf(owner), `way ${at}`).toMatchObject([{ messages: 3 }]);
    }
  });

  it("that comes after the first message from the new number brings both records together", async () => {
    await arrive(said(both));
    const owner = await phoneOwner();
    const next = { wa_id: `2567741${String(people).padStart(5, "0")}`, user_id: `UG.60${people}` };
    await arrive(
      said({ waId: next.wa_id, userId: next.user_id }),
      changed({ type: "user_changed_number", ...next, previous_user_id: both.userId }, phone),
    );
    expect([await ownerOf(`+${next.wa_id}`), await ownerOf(next.user_id), await phoneOwner()]).toEqual([
      owner,
      owner,
      null,
    ]);
    expect(await alerts()).toEqual([]);
  });

  it("opens no window for free replies", async () => {
    await arrive(changed({ type: "customer_identity_changed" }));
    const [thread] =
      await test.sql`select last_inbound_at from conversations where participant_key = ${`+${both.waId}`}`;
    expect(thread).toEqual({ last_inbound_at: null });
  });
});

describe("consent", () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 4, 1, 10, minutes));
  const consent = async () => {
    const row = await customer(await phoneOwner());
    return [row?.consent_status, row?.consent_changed_at];
  };

  it("stays pending after a plain message", async () => {
    await arrive(said(both, { text: "please stop by tomorrow" }));
    expect(await consent()).toEqual(["pending", null]);
  });

  it("is withdrawn by STOP and granted by START, with its time", async () => {
    await arrive(said(both, { text: "STOP!", at: at(1) }));
    expect(await consent()).toEqual(["withdrawn", at(1)]);
    await arrive(said(both, { text: " start ", at: at(2) }));
    expect(await consent()).toEqual(["granted", at(2)]);
  });

  it("is what was said last, in whatever order it comes", async () => {
    await arrive(
      said(both, { text: "STOP", at: at(5) }),
      said(both, { text: "START", at: at(3) }),
      said(both, { text: "stop", at: at(9) }),
    );
    await arrive(said(both, { text: "START", at: at(7) }));
    expect(await consent()).toEqual(["withdrawn", at(9)]);
  });

  it("is granted by START before anything else was said, and by a tapped button", async () => {
    await arrive(said(both, { type: "button", button: { text: "Start", payload: "x" }, at: at(1) }));
    expect(await consent()).toEqual(["granted", at(1)]);
  });

  it("follows an admin's words", async () => {
    await test.sql`insert into settings (key, value) values ('consent_words', '{"stop": ["basta"]}')`;
    await arrive(said(both, { text: "Basta.", at: at(1) }));
    expect(await consent()).toEqual(["withdrawn", at(1)]);
    await arrive(said(both, { text: "start", at: at(2) }));
    expect(await consent()).toEqual(["granted", at(2)]);
    await test.sql`delete from settings`;
  });
});

it("learns our own number from the delivery: it is nobody's", async () => {
  await arrive(said({ waId: NUMBER.display_phone_number, name: "Ourselves" }), said(both));
  const [line] =
    await test.sql`select learned_from from own_lines where phone_number = ${`+${NUMBER.display_phone_number}`}`;
  expect(line).toEqual({ learned_from: "whatsapp" });
  expect(await ownerOf(`+${NUMBER.display_phone_number}`)).toBeNull();
});
