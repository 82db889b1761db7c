import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { drain } from "@/domain/intake/drain";
import {
  contact,
  delivery,
  messageFrom,
  NUMBER,
  type Someone,
  said,
  status,
} from "./fixtures/whatsapp-deliveries";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

let person: Someone;
let people = 0;
beforeEach(() => {
  people += 1;
  person = { waId: `9198000${String(people).padStart(5, "0")}`, userId: `IN.1000${people}`, name: "Asha R" };
});

let deliveries = 0;
/** Stores bodies as the door does, and processes all that is due. Returns the last event's row. */
async function arrive(...bodies: (string | object)[]) {
  for (const body of bodies) {
    deliveries += 1;
    const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    await test.sql`insert into webhook_events (source, external_id, headers, body) values ('whatsapp', ${`w${deliveries}`}, '{}', ${bytes})`;
  }
  await drain(test.db);
  const [event] = await test.sql`select * from webhook_events where external_id = ${`w${deliveries}`}`;
  return event;
}

const messagesOf = (
  of: Someone,
) => test.sql`select m.*, v.customer_id from messages m join conversations v on v.id = m.conversation_id
  join contact_points p on p.customer_id = v.customer_id and p.match_key = ${of.waId ? `+${of.waId}` : (of.userId ?? "")}
  order by m.sent_at, m.position`;

const counts = async () => {
  const [row] =
    await test.sql`select (select count(*)::int from customers) customers, (select count(*)::int from messages) messages,
    (select count(*)::int from conversations) conversations, (select count(*)::int from subscriptions) subscriptions,
    (select count(*)::int from contact_points) points, (select count(*)::int from identity_resolutions) resolutions`;
  return row;
};

describe("a message", () => {
  it("of an unknown number creates the customer with number, name and WhatsApp id, new once", async () => {
    const event = await arrive(said(person));
    expect(event).toMatchObject({ processed_at: expect.any(Date), last_error: null });
    const [row] = await test.sql`select c.*, r.is_new_customer, r.outcome from customers c
      join identity_resolutions r on r.customer_id = c.id where c.phone_number = ${`+${person.waId}`}`;
    expect(row).toMatchObject({
      display_name: "Asha R",
      whatsapp_id: person.waId,
      source: "whatsapp",
      is_new_customer: true,
      outcome: "created",
      consent_status: "pending",
    });
    const points =
      await test.sql`select kind, value, scope from contact_points where customer_id = ${row?.id} order by kind`;
    expect(points).toEqual([
      { kind: "phone", value: `+${person.waId}`, scope: "" },
      { kind: "wa_bsuid", value: person.userId, scope: "102290129340398" },
    ]);
  });

  it("of a known number makes no new rows but itself, and moves its thread forward", async () => {
    await arrive(said(person, { at: new Date(Date.now() - 3_600_000) }));
    const before = await counts();
    const at = new Date(Math.floor(Date.now() / 1000) * 1000);
    await arrive(said(person, { text: "second", at }));
    expect(await counts()).toEqual({ ...before, messages: before?.messages + 1 });
    const [thread] = await test.sql`select distinct v.last_message_at, v.last_inbound_at from conversations v
      join contact_points p on p.customer_id = v.customer_id where p.value = ${`+${person.waId}`}`;
    expect(thread).toEqual({ last_message_at: at, last_inbound_at: at });
  });

  it("that comes late is stored and moves nothing back", async () => {
    const now = new Date(Math.floor(Date.now() / 1000) * 1000);
    await arrive(said(person, { at: now }), said(person, { at: new Date(now.getTime() - 86_400_000) }));
    const [thread] =
      await test.sql`select v.last_inbound_at, c.last_seen_at from conversations v join customers c on c.id = v.customer_id
      where c.phone_number = ${`+${person.waId}`}`;
    expect(thread).toEqual({ last_inbound_at: now, last_seen_at: now });
    expect(await messagesOf(person)).toHaveLength(2);
  });

  it("that is delivered again, alone or within another batch, changes nothing", async () => {
    const message = messageFrom(person, { text: "once" });
    await arrive(delivery({ contacts: [contact(person)], messages: [message] }));
    const before = await counts();
    await arrive(
      delivery({ contacts: [contact(person)], messages: [message, message] }),
      delivery({ messages: [message], contacts: [] }),
    );
    expect(await counts()).toEqual(before);
  });

  it("with the same id on another of our numbers is another message", async () => {
    const message = messageFrom(person);
    const other = { phone_number_id: "200000000000002", display_phone_number: "15550783882" };
    await arrive(
      delivery({ contacts: [contact(person)], messages: [message] }),
      delivery({ contacts: [contact(person)], messages: [message], number: other }),
    );
    const rows =
      await test.sql`select external_scope from messages where external_id = ${String(message.id)} order by 1`;
    expect(rows.map((row) => row.external_scope)).toEqual([NUMBER.phone_number_id, "200000000000002"]);
  });

  it("joins its own sender's contact, in whatever order the contacts stand", async () => {
    const other = { waId: "919811111111", userId: "IN.999", name: "Somebody Else" };
    await arrive(
      delivery({
        contacts: [contact(other), contact(person)],
        messages: [messageFrom(person), messageFrom(other)],
      }),
    );
    const names = await test.sql`select phone_number, display_name from customers
      where phone_number in (${`+${person.waId}`}, '+919811111111')`;
    expect(new Map(names.map((row) => [row.phone_number, row.display_name]))).toEqual(
      new Map([
        [`+${person.waId}`, "Asha R"],
        ["+919811111111", "Somebody Else"],
      ]),
    );
  });

  it("without contacts, and with a name that says nothing, belongs to a customer whose name is not known", async () => {
    await arrive(delivery({ messages: [messageFrom(person)] }), said({ ...person, name: " \u200e " }));
    const [row] =
      await test.sql`select display_name from customers where phone_number = ${`+${person.waId}`}`;
    expect(row).toEqual({ display_name: null });
  });
});

describe("every kind of message", () => {
  const KINDS: [type: string, parts: Record<string, unknown>, body: string | null][] = [
    ["image", { image: { id: "1", mime_type: "image/jpeg", sha256: "x", caption: "My skin" } }, "My skin"],
    ["video", { video: { id: "1", mime_type: "video/mp4" } }, null],
    ["document", { document: { id: "1", mime_type: "application/pdf", filename: "Bill.pdf" } }, null],
    ["audio", { audio: { id: "1", mime_type: "audio/ogg; codecs=opus", voice: true } }, null],
    ["sticker", { sticker: { id: "1", mime_type: "image/webp", animated: true } }, null],
    ["location", { location: { latitude: 0.33, longitude: 32.58, name: "Acacia Mall" } }, "Acacia Mall"],
    [
      "contacts",
      { contacts: [{ name: { formatted_name: "Okello James" }, phones: [{ phone: "+256772000000" }] }] },
      "Okello James",
    ],
    [
      "interactive",
      { interactive: { type: "button_reply", button_reply: { id: "b1", title: "Yes, please" } } },
      "Yes, please",
    ],
    [
      "interactive",
      { interactive: { type: "list_reply", list_reply: { id: "l1", title: "Botox" } } },
      "Botox",
    ],
    [
      "interactive",
      { interactive: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json: "{}" } } },
      "Sent",
    ],
    ["button", { button: { payload: "P", text: "Confirm" } }, "Confirm"],
    ["reaction", { reaction: { message_id: "wamid.X", emoji: "❤️" } }, "❤️"],
    ["reaction", { reaction: { message_id: "wamid.X" } }, null],
    ["order", { order: { catalog_id: "c", product_items: [{ quantity: 2 }] } }, null],
    [
      "edit",
      { edit: { original_message_id: "wamid.X", message: { type: "text", text: { body: "better" } } } },
      "better",
    ],
    ["revoke", { revoke: { original_message_id: "wamid.X" } }, null],
    [
      "system",
      { system: { type: "customer_identity_changed", body: "Security code changed" } },
      "Security code changed",
    ],
    ["unsupported", { errors: [{ code: 131051, title: "Message type unknown" }] }, null],
    ["interactive", {}, null],
    ["hologram", { hologram: { body: "from the future" } }, "from the future"],
  ];

  it.each(KINDS)("%s %j is kept as it came and has its words", async (type, parts, body) => {
    const event = await arrive(said(person, { type, ...parts }));
    expect(event?.last_error).toBeNull();
    const [row] = await messagesOf(person);
    expect(row).toMatchObject({ type, body, direction: "in", status: "received", payload: parts });
  });

  it("a click-to-chat advertisement stays with its message", async () => {
    await arrive(said(person, { text: "hi", referral: { source_id: "120", headline: "Botox offer" } }));
    const [row] = await messagesOf(person);
    expect(row?.payload).toMatchObject({ referral: { headline: "Botox offer" } });
  });

  it("without a type, or with one that is no text, is kept as unknown", async () => {
    await arrive(
      said(person, { type: undefined, text: "x" }),
      delivery({ messages: [{ ...messageFrom(person), type: { a: 1 } }] }),
    );
    expect((await messagesOf(person)).map((row) => row.type)).toEqual(["text", "unknown"]);
  });

  it("a mark on another message opens no window", async () => {
    await arrive(said(person, { type: "reaction", reaction: { message_id: "wamid.X", emoji: "👍" } }));
    const [thread] =
      await test.sql`select last_inbound_at from conversations where participant_key = ${`+${person.waId}`}`;
    expect(thread).toEqual({ last_inbound_at: null });
  });
});

describe("a bad item", () => {
  it("never sinks the others: they are stored, and the event ends as failed naming the bad ones", async () => {
    const good = messageFrom(person, { text: "good" });
    const event = await arrive(
      delivery({
        contacts: [contact(person)],
        messages: [
          good,
          null,
          17,
          { id: "" },
          { id: "wamid.NOBODY", type: "text" },
          { ...messageFrom(person), text: deep(200) },
        ],
        statuses: [{ status: "sent" }, status("wamid.UNKNOWN", "delivered")],
      }),
    );
    expect((await messagesOf(person)).map((row) => row.body)).toEqual(["good"]);
    expect(event?.dead_at).toEqual(expect.any(Date));
    expect(event?.processed_at).toBeNull();
    for (const name of ["message 2", "message 3", "message 4", "message 5", "message 6", "status 1"]) {
      expect(event?.last_error).toContain(`${name}:`);
    }
    expect(event?.last_error).not.toContain("message 1:");
    expect(event?.last_error).not.toContain("status 2:");
  });

  it("in one entry or change leaves the other entries alone", async () => {
    const whole = said(person, { text: "fine" });
    const event = await arrive({
      ...whole,
      entry: [
        null,
        { id: 1, changes: [null, { value: { messages: [messageFrom(person)] } }] },
        ...whole.entry,
      ],
    });
    expect(await messagesOf(person)).toHaveLength(1);
    expect(event?.last_error).toContain("message 1: it does not say to which of our numbers");
  });

  it("replayed after the others were stored changes nothing", async () => {
    const body = delivery({ contacts: [contact(person)], messages: [messageFrom(person), null] });
    await arrive(body);
    const before = await counts();
    await test.sql`update webhook_events set dead_at = null, attempts = 0, last_error = null where external_id = ${`w${deliveries}`}`;
    await drain(test.db);
    expect(await counts()).toEqual(before);
  });

  it.each(["", "not json", "[]", "null", '{"entry":17}'])(
    "body %j ends as failed with a sentence",
    async (body) => {
      const event = await arrive(body);
      expect(event).toMatchObject({ dead_at: expect.any(Date), last_error: expect.stringMatching(/\.$/) });
    },
  );
});

const deep = (levels: number): unknown => (levels === 0 ? "end" : { a: deep(levels - 1) });

describe("a body that text and jsonb cannot hold", () => {
  it("with NUL and half an emoji is stored without the one and with a mark for the other", async () => {
    const text = JSON.stringify(said(person, { text: "cut XX here" })).replace("XX", "\\u0000\\ud83d");
    await arrive(text);
    const [row] = await messagesOf(person);
    expect(row?.body).toBe("cut \ufffd here");
    expect(row?.payload.text.body).toBe("cut \ufffd here");
  });

  it("with bytes that are no UTF-8 is stored with marks", async () => {
    const [before = "", after = ""] = JSON.stringify(said(person, { text: "@@" })).split("@@");
    deliveries += 1;
    const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xff, 0xfe]), Buffer.from(after)]);
    await test.sql`insert into webhook_events (source, external_id, headers, body) values ('whatsapp', ${`w${deliveries}`}, '{}', ${bytes})`;
    await drain(test.db);
    expect((await messagesOf(person))[0]?.body).toBe("\ufffd\ufffd");
  });

  it("keeps a name, an id and a type that are very long, or cuts them", async () => {
    const event = await arrive(
      said(
        { ...person, name: "N".repeat(5000) },
        { id: `wamid.${"A".repeat(450)}${people}`, type: "t".repeat(3000), text: "x" },
      ),
      said({ waId: "9".repeat(4000) }),
    );
    expect(event?.last_error).toBeNull();
    expect(await messagesOf(person)).toHaveLength(1);
  });
});

describe("a batch", () => {
  it("of 1,000 messages of 500 people and 1,000 statuses is stored whole, each item once", async () => {
    const crowd = Array.from({ length: 500 }, (_, at) => ({
      waId: `2567721${String(at).padStart(5, "0")}`,
      userId: `UG.55${at}`,
    }));
    const messages = [...crowd, ...crowd].map((one) => messageFrom(one));
    const statuses = messages.map(({ id }) => status(`wamid.OUT${String(id)}`, "delivered"));
    const event = await arrive(delivery({ contacts: crowd.map(contact), messages, statuses }));
    expect(event).toMatchObject({ processed_at: expect.any(Date), last_error: null });
    const [made] =
      await test.sql`select count(distinct v.customer_id)::int customers, count(*)::int messages from conversations v
      join messages m on m.conversation_id = v.id where v.participant_key like '+2567721%'`;
    expect(made).toEqual({ customers: 500, messages: 1000 });
    const [noted] =
      await test.sql`select count(*)::int n from webhook_event_subjects where event_id = ${event?.id} and is_created`;
    expect(noted).toEqual({ n: 2000 });
  }, 60_000);
});

describe("statuses", () => {
  async function outgoing(state = "sent", scope = NUMBER.phone_number_id) {
    const id = `wamid.OUT${people}${state}${scope}`;
    await test.sql`with v as (insert into conversations (channel, started_at, last_message_at) values ('whatsapp', now(), now()) returning id)
      insert into messages (conversation_id, external_scope, external_id, direction, author, status, sent_at)
      select id, ${scope}, ${id}, 'out', 'staff', ${state}, now() from v`;
    return id;
  }
  const stateOf = async (id: string) =>
    (await test.sql`select status, status_reason from messages where external_id = ${id}`)[0];

  const failure = {
    errors: [{ code: 131047, title: "Re-engagement message", error_data: { details: "More than 24 hours" } }],
  };
  const orders = [
    ["sent", "delivered", "read"],
    ["read", "delivered", "sent"],
    ["delivered", "read", "sent"],
    ["failed", "read", "delivered"],
    ["read", "failed"],
  ];
  it.each(orders)("in the order %s, %s, %s end as read", async (...words) => {
    const id = await outgoing("queued");
    for (const word of words.filter(Boolean))
      await arrive(delivery({ statuses: [status(id, word, word === "failed" ? failure : {})] }));
    expect(await stateOf(id)).toEqual({ status: "read", status_reason: null });
  });

  it("in one batch in any order end the same", async () => {
    const id = await outgoing("queued");
    await arrive(delivery({ statuses: [status(id, "played"), status(id, "sent"), status(id, "delivered")] }));
    expect(await stateOf(id)).toMatchObject({ status: "read" });
  });

  it('a failure has the provider\'s reason, and a late "sent" does not undo it', async () => {
    const id = await outgoing();
    await arrive(
      delivery({ statuses: [status(id, "failed", failure)] }),
      delivery({ statuses: [status(id, "sent")] }),
    );
    expect(await stateOf(id)).toEqual({
      status: "failed",
      status_reason: "Re-engagement message: More than 24 hours (131047)",
    });
  });

  it("of a message of another of our numbers touch nothing, and unknown ones are no error", async () => {
    const id = await outgoing("sent", "200000000000002");
    const event = await arrive(
      delivery({ statuses: [status(id, "read"), status("wamid.NEVER", "read"), status(id, "warning")] }),
    );
    expect(event?.last_error).toBeNull();
    expect(await stateOf(id)).toMatchObject({ status: "sent" });
  });

  it("name the message by our own id before the provider's is known", async () => {
    const id = await outgoing("queued");
    const [row] =
      await test.sql`with m as (update messages set external_id = null, external_scope = '' where external_id = ${id} returning id, conversation_id)
      insert into outbox_messages (message_id, conversation_id, channel, recipient, payload) select id, conversation_id, 'whatsapp', '+1', '{}' from m returning id`;
    await arrive(delivery({ statuses: [status(id, "delivered", { biz_opaque_callback_data: row?.id })] }));
    expect(await stateOf(id)).toMatchObject({ status: "delivered" });
  });
});

describe("messages typed on the telephone itself", () => {
  it("stand in the thread as ours and open no window", async () => {
    const echo = {
      from: NUMBER.display_phone_number,
      to: person.waId,
      id: `wamid.ECHO${people}`,
      timestamp: "1700000000",
      type: "text",
      text: { body: "On our way" },
    };
    await arrive(delivery({ message_echoes: [echo] }, "smb_message_echoes"));
    const [row] = await messagesOf(person);
    expect(row).toMatchObject({ direction: "out", author: "staff", status: "sent", body: "On our way" });
    const [thread] =
      await test.sql`select last_inbound_at from conversations where participant_key = ${`+${person.waId}`}`;
    expect(thread).toEqual({ last_inbound_at: null });
  });
});
