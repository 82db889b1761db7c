import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import type { Ctx } from "@/domain/ctx";
import { countLeads } from "./count-leads";
import { LEADS_WALKED, type LeadFilter } from "./list-conditions";
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

const names = async (filter: LeadFilter & { limit?: number; after?: string }) => {
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

  it("counts each status within the other filters, and nothing that was put away", async () => {
    expect(await countLeads(ctx, {})).toEqual({ byStatus: { new: 2, lost: 2 }, isAtLeast: false });
    expect((await countLeads(ctx, { source: "walk_in" })).byStatus).toEqual({ new: 1, lost: 1 });
    expect((await countLeads(ctx, { view: "junk" })).byStatus).toEqual({});
  });

  it("looks for a rare lead among so many at a time, and finds it by going on", async () => {
    await database.sql`insert into leads (source, display_name, created_at) values ('api', 'rare', now() - interval '1 year')`;
    await database.sql`insert into leads (source, created_at) select 'import', now() - interval '1 month'
      from generate_series(1, ${LEADS_WALKED}) n`;
    const first = await names({ source: "api", limit: 10 });
    expect(first.names).toEqual([]);
    const second = await names({ source: "api", limit: 10, after: first.next ?? "none" });
    expect(second).toEqual({ names: ["rare"], next: null });
    expect((await countLeads(ctx, {})).isAtLeast).toBe(true);
    await database.sql`delete from leads where source in ('api', 'import')`;
  });

  it("refuses a status that does not exist, and names those that do", async () => {
    await expect(listLeads(ctx, { status: "open" })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "status", message: expect.stringContaining("new, contacted") }],
    });
  });
});
