import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { channelCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { PERMISSION_MISSING, startGraphStandIn, TOKEN_REFUSED, TOO_MANY_CALLS } from "@/e2e/stand-ins/graph";
import { readEnv } from "@/env";
import { demoLeadId, readDemoLead } from "./meta-demo-lead";
import { fetchLead, metaAccess, readNextLead } from "./meta-fetch";
import { runLeadFetchLoop } from "./meta-fetch-loop";
import { meta } from "./meta-leads";

const TOKEN = "stand-in-token";
let test: Awaited<ReturnType<typeof testDatabase>>;
let graph: Awaited<ReturnType<typeof startGraphStandIn>>;
beforeAll(async () => {
  test = await testDatabase({ max: 32 });
});
afterAll(() => test.close());
beforeEach(async () => {
  graph = await startGraphStandIn({ token: TOKEN });
  await test.sql`truncate customers, leads, lead_events, identity_resolutions, channel_alerts, webhook_events cascade`;
});
afterEach(() => graph.close());

const BIG = "12345678901234567890";
const delivery = (...values: (Record<string, unknown> | string)[]) => {
  const changes = values.map((value) =>
    typeof value === "string"
      ? `{"field":"leadgen","value":${value}}`
      : JSON.stringify({ field: "leadgen", value }),
  );
  return `{"object":"page","entry":[{"id":"300000000000003","time":1795000001,"changes":[${changes.join(",")}]}]}`;
};
const leadgen = (id: string) => ({
  leadgen_id: id,
  form_id: "500000000000005",
  page_id: "300000000000003",
  created_time: 1_795_000_000,
});
const handle = (body: string) =>
  test.db.transaction((tx) =>
    meta.handle(
      { ...channelCtx(tx, "meta"), inTransaction: true },
      { rawBody: Buffer.from(body), externalId: "e", receivedAt: new Date("2026-11-20T10:00:00Z") },
    ),
  );
const put = (
  id: string,
  answers: Record<string, string | string[]> = {},
  more: Record<string, unknown> = {},
) =>
  graph.put({
    id,
    created_time: "2026-11-20T10:00:00+0000",
    form_id: "500000000000005",
    platform: "ig",
    is_organic: false,
    field_data: Object.entries({
      full_name: "Asha Rao",
      phone_number: "+919800000011",
      email: "asha@example.test",
      "which_course_do_you_want?": "option_2",
      ...answers,
    }).map(([name, values]) => ({ name, values: [values].flat() })),
    ...more,
  });
const readNext = () => readNextLead(test.db, (id) => fetchLead({ apiUrl: graph.apiUrl, token: TOKEN }, id));
const leads = () =>
  test.sql`select external_id, customer_id, status, is_test, unlinked_reason, phone_number, phone_number_normalized, display_name, email,
    interest, fields, created_at from leads order by created_at, external_id`;
const makeDue = () =>
  test.sql`update leads set fields = jsonb_set(fields, '{fetch,next_at}', to_jsonb(now())) where fields ? 'fetch'`;
const count = async (table: string) => (await test.sql`select 1 from ${test.sql(table)}`).length;

describe("a delivery", () => {
  it("keeps each lead as known and unread, with its ids exact beyond 2^53, as text or as number", async () => {
    await handle(
      delivery(
        `{"leadgen_id":${BIG},"form_id":9007199254740993,"created_time":1795000000}`,
        leadgen("400000000000004"),
      ),
    );
    expect(await leads()).toMatchObject([
      {
        external_id: BIG,
        customer_id: null,
        unlinked_reason: "lead_not_read_yet",
        fields: { form_id: "9007199254740993", fetch: { tries: 0, error: null } },
      },
      { external_id: "400000000000004", fields: { form_id: "500000000000005", page_id: "300000000000003" } },
    ]);
  });

  it("a second time, or the same lead in another delivery, changes nothing", async () => {
    await handle(delivery(leadgen("1"), leadgen("2")));
    const before = await leads();
    await handle(delivery(leadgen("1"), leadgen("2")));
    await handle(delivery(leadgen("2"), leadgen("1"), leadgen("1")));
    expect(await leads()).toEqual(before);
  });

  it("a bad lead does not sink the others, and other news of the page makes none", async () => {
    const handled = await handle(
      delivery(leadgen("1"), { leadgen_id: "../me" }, leadgen("3")).replace("leadgen", "feed"),
    );
    expect(handled?.failures).toMatchObject([{ item: "entry.0.changes.1", error: { code: "invalid" } }]);
    expect((await leads()).map((lead) => lead.external_id)).toEqual(["3"]);
    await expect(handle('{"object":"page"}')).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("reading a lead", () => {
  it("fills it, finds or creates the customer, and links it", async () => {
    await handle(delivery(leadgen(BIG)));
    put(BIG);
    expect(await readNext()).toBe("read");
    expect(await readNext()).toBe("none");
    expect(graph.asked).toEqual([BIG]);
    expect(
      await test.sql`select l.unlinked_reason, l.phone_number_normalized, l.display_name, l.email, l.interest, l.fields, c.phone_number, c.display_name name,
        c.source, c.email customer_email from leads l join customers c on c.id = l.customer_id`,
    ).toEqual([
      {
        unlinked_reason: null,
        phone_number_normalized: "+919800000011",
        display_name: "Asha Rao",
        email: "asha@example.test",
        interest: "which course do you want?: option 2",
        fields: expect.objectContaining({
          platform: "ig",
          answers: expect.objectContaining({ full_name: ["Asha Rao"] }),
        }),
        phone_number: "+919800000011",
        name: "Asha Rao",
        source: "meta",
        customer_email: "asha@example.test",
      },
    ]);
    expect(await test.sql`select subject_kind, outcome from identity_resolutions`).toEqual([
      { subject_kind: "lead", outcome: "created" },
    ]);
  });

  it("a repeated enquiry joins the open lead, once, however often it is delivered afterwards", async () => {
    for (const id of ["1", "2"]) {
      put(id, { "which_course_do_you_want?": `course ${id}` });
      await handle(delivery(leadgen(id)));
      await readNext();
    }
    await handle(delivery(leadgen("2")));
    await handle(delivery(leadgen("1"), leadgen("2")));
    expect(await readNext()).toBe("none");
    expect(await leads()).toMatchObject([
      { external_id: "1", interest: "which course do you want?: course 1" },
    ]);
    expect(await test.sql`select kind, body from lead_events`).toEqual([
      { kind: "enquiry", body: "which course do you want?: course 2" },
    ]);
    expect(await count("customers")).toBe(1);
  });

  it("many enquiries of one new person, read at once by many, make one customer and one lead", async () => {
    const ids = Array.from({ length: 24 }, (_, index) => String(1000 + index));
    for (const id of ids) put(id);
    await handle(delivery(...ids.map(leadgen)));
    await Promise.all(ids.map(() => readNext()));
    expect(await count("customers")).toBe(1);
    expect(await count("leads")).toBe(1);
    expect(await count("lead_events")).toBe(23);
    expect(new Set(graph.asked).size).toBe(24);
    expect(graph.asked).toHaveLength(24);
  });

  it("a number that is none leaves the lead unlinked, with the reason and what was typed", async () => {
    put("1", { phone_number: "9999999999" });
    await handle(delivery(leadgen("1")));
    await readNext();
    expect(await leads()).toMatchObject([
      {
        customer_id: null,
        unlinked_reason: "placeholder",
        phone_number: "9999999999",
        display_name: "Asha Rao",
      },
    ]);
    expect(await count("customers")).toBe(0);
  });

  const testAnswers: Record<string, string>[] = [
    {
      full_name: "<test lead: dummy data for full_name>",
      phone_number: "<test lead: dummy data for phone_number>",
    },
    { email: "test@meta.com" },
  ];
  it.each(testAnswers)("a test lead is flagged, kept and never linked: %o", async (answers) => {
    put("1", answers);
    await handle(delivery(leadgen("1")));
    await readNext();
    expect(await leads()).toMatchObject([{ is_test: true, customer_id: null, unlinked_reason: "test_lead" }]);
    expect(await count("customers")).toBe(0);
    expect(await readNext()).toBe("none");
  });
});

describe("a lead that cannot be read", () => {
  it.each([
    { failure: TOKEN_REFUSED, code: "token_refused", step: "pause" },
    { failure: PERMISSION_MISSING, code: "leads_forbidden", step: "parked" },
  ])(
    "waits with one alert ($code), and all are read once the permission is there",
    async ({ failure, code, step }) => {
      for (const id of ["1", "2"]) put(id, { phone_number: `+91980000001${id}` });
      await handle(delivery(leadgen("1"), leadgen("2")));
      graph.behave({ failure });
      expect([await readNext(), await readNext(), await readNext()]).toEqual([step, step, "none"]);
      expect(await test.sql`select channel, code, resolved_at from channel_alerts`).toEqual([
        { channel: "meta", code, resolved_at: null },
      ]);
      expect(await leads()).toMatchObject([
        { unlinked_reason: "lead_not_read_yet", fields: { fetch: { tries: 1 } } },
        { unlinked_reason: "lead_not_read_yet" },
      ]);
      graph.behave({});
      await test.sql`update leads set fields = jsonb_set(fields, '{fetch,next_at}', to_jsonb(now())) where external_id = '1'`;
      // The first one that can be read again makes the other one due.
      expect([await readNext(), await readNext(), await readNext()]).toEqual(["read", "read", "none"]);
      expect(await count("customers")).toBe(2);
      expect(await test.sql`select 1 from channel_alerts where resolved_at is null`).toEqual([]);
    },
  );

  it("waits longer each time when the API is away, slow to anger or limiting, without an alert", async () => {
    await handle(delivery(leadgen("1")));
    const waits: number[] = [];
    for (const behaviour of [
      { isDown: true },
      { failure: { status: 500, code: 2 } },
      { failure: TOO_MANY_CALLS },
    ]) {
      graph.behave(behaviour);
      await makeDue();
      await readNext();
      const [row] =
        await test.sql`select extract(epoch from (fields->'fetch'->>'next_at')::timestamptz - now())::int wait from leads`;
      waits.push(row?.wait);
    }
    expect(waits[0]).toBeGreaterThanOrEqual(4);
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
    expect(waits[2]).toBeGreaterThan(waits[1] ?? 0);
    expect(await count("channel_alerts")).toBe(0);
  });

  it("is given up, and stays, once Meta has deleted it", async () => {
    await handle(delivery(leadgen("1")));
    await test.sql`update leads set created_at = now() - interval '91 days'`;
    await readNext();
    expect(await leads()).toMatchObject([{ unlinked_reason: "lead_not_readable" }]);
    await makeDue();
    expect(await readNext()).toBe("none");
  });
});

it("the loop reads what comes in while it runs, and stops when told", async () => {
  const loop = runLeadFetchLoop({
    db: test.db,
    fetch: (id) => fetchLead({ apiUrl: graph.apiUrl, token: TOKEN }, id),
  });
  put("1");
  await handle(delivery(leadgen("1")));
  await expect.poll(() => count("customers"), { timeout: 3000, interval: 20 }).toBe(1);
  await loop.stop();
});

it("a demo reads the leads that it makes up itself, and leaves all others unread", async () => {
  await handle(delivery(leadgen(demoLeadId({ phone: "+256 771 234 567", serial: "000001" }))));
  expect(await readNextLead(test.db, readDemoLead)).toBe("read");
  expect(await test.sql`select phone_number from customers`).toEqual([{ phone_number: "+256771234567" }]);
  await handle(delivery(leadgen("400000000000004")));
  expect(await readNextLead(test.db, readDemoLead)).toBe("parked");
  expect(await count("channel_alerts")).toBe(0);
});

it("nothing is read without a token, nor in a demo from anywhere but this machine", () => {
  const access = (changes: Record<string, string>) => {
    const result = readEnv({
      DATABASE_URL: "postgres://localhost/x",
      APP_URL: "http://localhost",
      AUTH_SECRET: "x".repeat(32),
      ...changes,
    });
    if ("problems" in result) throw new Error(result.problems.join("; "));
    return metaAccess(result.env);
  };
  expect(access({})).toBeNull();
  expect(access({ META_PAGE_ACCESS_TOKEN: "t" })).toMatchObject({ token: "t" });
  expect(access({ META_PAGE_ACCESS_TOKEN: "t", SWITCHBOARD_DEMO: "1" })).toBeNull();
  expect(
    access({ META_PAGE_ACCESS_TOKEN: "t", SWITCHBOARD_DEMO: "1", GRAPH_API_URL: graph.apiUrl }),
  ).toMatchObject({ apiUrl: graph.apiUrl });
});
