import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import type { Ctx } from "@/domain/ctx";
import { listLeads } from "./queries";

let ctx: Ctx;
let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  ctx = systemCtx(database.db);
  const [customer] = await database.sql`insert into customers (display_name) values ('Okello') returning id`;
  await database.sql`insert into leads (customer_id, source, display_name, status, created_at) values
    (${customer?.id}, 'walk_in', 'linked and new', 'new', now() - interval '1 hour'),
    (${customer?.id}, 'walk_in', 'linked and lost', 'lost', now() - interval '2 hours'),
    (null, 'meta', 'unlinked and new', 'new', now() - interval '3 hours'),
    (null, 'meta', 'unlinked and lost', 'lost', now() - interval '4 hours')`;
});
afterAll(() => database.close());

const names = async (filter: { status?: string; linked?: boolean; limit?: number; after?: string }) => {
  const { leads, next } = await listLeads(ctx, filter);
  return { names: leads.map((lead) => lead.displayName), next };
};

describe("the list of leads", () => {
  it("narrows to a status, to those that belong to nobody, and to both", async () => {
    expect((await names({ status: "new" })).names).toEqual(["linked and new", "unlinked and new"]);
    expect((await names({ linked: false })).names).toEqual(["unlinked and new", "unlinked and lost"]);
    expect((await names({ linked: true, status: "lost" })).names).toEqual(["linked and lost"]);
  });

  it("pages within a filter without losing or repeating a lead", async () => {
    const first = await names({ linked: false, limit: 1 });
    const second = await names({ linked: false, limit: 1, after: first.next ?? undefined });
    expect([...first.names, ...second.names]).toEqual(["unlinked and new", "unlinked and lost"]);
    expect(second.next).toBeNull();
  });

  it("refuses a status that does not exist, and names those that do", async () => {
    await expect(listLeads(ctx, { status: "open" })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "status", message: expect.stringContaining("new, contacted") }],
    });
  });
});
