import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemCtx, userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import type { Ctx } from "@/domain/ctx";
import { searchDesk } from "@/domain/leads/desk-search";
import { findOrCreateByPhone } from "./find-or-create";
import { listCustomers } from "./queries";
import { searchCustomers } from "./search";
import { similarCustomers } from "./similar";

let ctx: Ctx;
let database: Awaited<ReturnType<typeof testDatabase>>;
const ids: Record<string, string> = {};

beforeAll(async () => {
  database = await testDatabase();
  ctx = systemCtx(database.db);
  const people = {
    akello: { phoneNumber: "+256772123456", displayName: "Grace Akello", email: "grace@example.org" },
    clinic: { phoneNumber: "+15551234567", displayName: "Sarah Johnson" },
    kenyan: { phoneNumber: "+254772123456", displayName: "Wanjiru" },
    american: { phoneNumber: "+14155552671", displayName: "José Álvarez" },
    mexican: { phoneNumber: "+525512345678", displayName: "Lucía" },
  };
  for (const [name, person] of Object.entries(people)) {
    ids[name] = (await findOrCreateByPhone(ctx, person)).customerId;
  }
});
afterAll(() => database.close());

const first = async (text: string, country: string) =>
  (await searchCustomers(ctx, { text, country })).customers[0];

describe("the phone search", () => {
  it.each([
    ["+256 772 123 456", "UG"],
    ["00256 772 123456", "UG"],
    ["000256772123456", "UG"],
    ["011 256 772 123 456", "US"],
    ["256772123456", "US"],
    ["+256 (0)772 123456", "US"],
    ["0772 123 456", "UG"],
    ["772-123-456", "UG"],
    ["call 0772 123456 pls", "UG"],
    ["wa.me/256772123456", "US"],
    ["256772123456@s.whatsapp.net", "US"],
    ["٠٧٧٢١٢٣٤٥٦", "UG"],
    ["0772123456 ext. 302", "UG"],
    ["\u202A+256\u00A0772\u00A0123\u00A0456\u202C", "US"],
  ])("reads %j (home %s) as the customer's own number", async (text, country) => {
    expect(await first(text, country)).toMatchObject({ id: ids.akello, match: "exact" });
  });

  it("accepts a number that no plan assigns", async () => {
    const found = await searchCustomers(ctx, { text: "+1 (555) 123-4567", country: "UG" });
    expect(found.customers[0]).toMatchObject({ id: ids.clinic, match: "exact" });
    expect(found.query).toMatchObject({ kind: "number", reading: { isUnusual: true } });
  });

  it("puts the home country first and shows the same number in other countries", async () => {
    const { customers } = await searchCustomers(ctx, { text: "0772123456", country: "KE" });
    expect(customers.map((hit) => [hit.id, hit.match])).toEqual([
      [ids.kenyan, "exact"],
      [ids.akello, "other_country"],
    ]);
  });

  it("finds another country's customer by their own national spelling", async () => {
    const { customers } = await searchCustomers(ctx, { text: "0772 123 456", country: "US" });
    expect(customers.map((hit) => hit.id).sort()).toEqual([ids.akello, ids.kenyan].sort());
  });

  it("finds an alias spelling and says so", async () => {
    expect(await first("+52 1 55 1234 5678", "US")).toMatchObject({ id: ids.mexican });
  });

  it.each([
    ["2671", "suffix"],
    ["552671", "suffix"],
    ["555 526", "contains"],
    ["772 12", "contains"],
    ["1555 5267", "contains"],
  ])("finds part of a number: %j by %s", async (text, match) => {
    const { customers } = await searchCustomers(ctx, { text, country: "US" });
    expect(customers[0]).toMatchObject({ match });
  });

  it.each([
    ["grace", "akello"],
    ["AKELLO", "akello"],
    ["johnson", "clinic"],
    ["ace ake", "akello"],
    ["akello grace", "akello"],
    ["grace@example.org", "akello"],
    ["jose", "american"],
    ["ALVAREZ", "american"],
    ["lucia", "mexican"],
  ])("finds a person by %j", async (text, name) => {
    expect((await first(text, "US"))?.id).toBe(ids[name]);
  });

  it.each(["+256772123457", "+256772132456", "+256712123456"])(
    "offers who is one mishearing away from %s",
    async (e164) => {
      const similar = await similarCustomers(ctx, { e164, national: e164.slice(4) });
      expect(similar).toMatchObject([{ id: ids.akello, match: "similar" }]);
    },
  );

  it("treats wildcards as letters", async () => {
    expect((await searchCustomers(ctx, { text: "%%%", country: "US" })).customers).toEqual([]);
    expect((await searchCustomers(ctx, { text: "_race", country: "US" })).customers).toEqual([]);
  });

  it("shows no deleted customer", async () => {
    const { customerId } = await findOrCreateByPhone(ctx, {
      phoneNumber: "+256700000001",
      displayName: "Gone Person",
    });
    await database.sql`update customers set deleted_at = now() where id = ${customerId}`;
    expect((await searchCustomers(ctx, { text: "+256700000001" })).customers).toEqual([]);
    expect((await searchCustomers(ctx, { text: "Gone Person" })).customers).toEqual([]);
  });

  it("shows leads of nobody, also legacy ones without a normal form, from every branch", async () => {
    await database.sql`insert into leads (source, phone_number, phone_number_normalized, display_name) values
      ('import', '0701 555 001', null, 'Legacy Lead'), ('knowlarity', '+256701555002', '+256701555002', 'Known Form')`;
    const legacy = await searchDesk(ctx, { text: "+256 701 555001", country: "UG" });
    expect(legacy.leads).toMatchObject([{ displayName: "Legacy Lead", phoneNumber: "0701 555 001" }]);
    for (const text of ["5002", "701555002", "0701555002", "known f"]) {
      const found = await searchDesk(ctx, { text, country: "UG" });
      expect(found.leads).toMatchObject([{ displayName: "Known Form" }]);
    }
  });

  it("shows neither junk nor test leads", async () => {
    await database.sql`insert into leads (source, phone_number, is_test, junk_at) values
      ('meta', '+256701777001', true, null), ('meta', '+256701777002', false, now())`;
    expect((await searchDesk(ctx, { text: "70177700", country: "UG" })).leads).toEqual([]);
  });

  it("refuses an actor whose role may not read customers", async () => {
    const delivery = userCtx(database.db, "delivery");
    await expect(searchCustomers(delivery, { text: "2671" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the customer list", () => {
  it("pages through everybody exactly once, newest first", async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listCustomers(ctx, { limit: 2, after });
      seen.push(...page.customers.map((customer) => customer.id));
      after = page.next ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(Object.values(ids)));
  });

  it("refuses a cursor that it did not hand out", async () => {
    await expect(listCustomers(ctx, { after: "abc" })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "after" }],
    });
  });
});
