import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { listConversations } from "./conversations/queries";
import type { Ctx } from "./ctx";
import { listCustomers } from "./customers/queries";
import { customerTimeline } from "./customers/timeline";
import { listEvents } from "./intake/queries";
import { listLeads } from "./leads/queries";

let database: Awaited<ReturnType<typeof testDatabase>>;
let customerId: string;

beforeAll(async () => {
  database = await testDatabase();
  const { sql } = database;
  await sql`insert into customers (display_name, customer_status, created_at) select 'Name ' || n, 'PROSPECT', now() - make_interval(mins => n)
    from generate_series(1, 20000) n`;
  const [customer] = await sql`select id from customers limit 1`;
  customerId = String(customer?.id);
  await sql`insert into conversations (channel, customer_id, started_at, last_message_at)
    select 'voice', case when n % 2 = 0 then ${customerId}::uuid end, now(), now() - make_interval(mins => n) from generate_series(1, 20000) n`;
  await sql`insert into leads (source, phone_number, created_at) select 'import', n::text, now() - make_interval(mins => n)
    from generate_series(1, 25000) n`;
  await sql`insert into webhook_events (source, external_id, headers, body, received_at, processed_at, dead_at, last_error)
    select case when n % 3 = 0 then 'voice' else 'whatsapp' end, n::text, '{}', 'x', now() - make_interval(mins => n),
      case when n % 200 > 1 then now() end, case when n % 200 = 1 then now() - make_interval(mins => n) end,
      case when n % 200 = 1 then 'The token has expired.' end from generate_series(1, 20000) n`;
  await sql`analyze`;
});
afterAll(() => database.close());

/** Runs a read and returns the generic plans of the statements it sent. */
async function plansOf(read: (ctx: Ctx) => Promise<unknown>): Promise<string[]> {
  const sent: { sql: string; params: unknown[] }[] = [];
  const { session } = database.db._;
  const watched: Database = Object.create(database.db);
  const watching = {
    prepareQuery: (...call: Parameters<typeof session.prepareQuery>) => {
      sent.push(call[0]);
      return session.prepareQuery(...call);
    },
  };
  Object.assign(watched, { _: { ...database.db._, session: watching } });
  await read(systemCtx(watched));
  const plans: string[] = [];
  for (const { sql: text, params } of sent) {
    const literals = params.map((param) => (param === null ? "null" : `'${String(param)}'`));
    plans.push(
      await database.sql.begin(async (tx) => {
        await tx`set local plan_cache_mode = force_generic_plan`;
        await tx`set local random_page_cost = 1.1`;
        await tx.unsafe(`prepare listed as ${text}`);
        const rows = await tx.unsafe(
          `explain execute listed${literals.length ? `(${literals.join(", ")})` : ""}`,
        );
        await tx.unsafe("deallocate listed");
        return rows.map((row) => row["QUERY PLAN"]).join("\n");
      }),
    );
  }
  return plans;
}

/** A big table is read by an index that stands in the list's order: nothing scans or sorts it. */
const BIG = ["customers", "conversations", "leads", "webhook_events"];

describe("a list's page costs the same at any depth", () => {
  const lists: [string, (ctx: Ctx, after?: string) => Promise<{ next: string | null }>][] = [
    ["customers", (ctx, after) => listCustomers(ctx, { limit: 50, after })],
    ["customers of a status", (ctx, after) => listCustomers(ctx, { limit: 50, after, status: "PROSPECT" })],
    ["conversations", (ctx, after) => listConversations(ctx, { limit: 50, after })],
    ["leads", (ctx, after) => listLeads(ctx, { limit: 50, after })],
    [
      "leads of a common kind",
      (ctx, after) => listLeads(ctx, { limit: 50, after, linked: false, status: "new" }),
    ],
    [
      "leads of a kind that there is none of",
      (ctx, after) => listLeads(ctx, { limit: 50, after, view: "junk" }),
    ],
    ["events", (ctx, after) => listEvents(ctx, { limit: 50, after })],
    ["events of a source", (ctx, after) => listEvents(ctx, { limit: 50, after, source: "voice" })],
    ["failed events", (ctx, after) => listEvents(ctx, { limit: 50, after, status: "failed" })],
    ["waiting events", (ctx, after) => listEvents(ctx, { limit: 50, after, status: "waiting" })],
    ["events with an error", (ctx, after) => listEvents(ctx, { limit: 50, after, q: "expired" })],
    [
      "a customer's timeline",
      (ctx, before) => customerTimeline(ctx, { customerId, kind: "conversation", before }),
    ],
  ];

  it.each(lists)("%s", async (_, list) => {
    const first = await list(systemCtx(database.db));
    expect(first.next).not.toBeNull();
    for (const place of [undefined, first.next ?? undefined]) {
      const plans = await plansOf((ctx) => list(ctx, place));
      expect(plans.length).toBeGreaterThan(0);
      for (const plan of plans) {
        for (const table of BIG) expect(plan).not.toContain(`Seq Scan on ${table} `);
        // The page itself may be put in order once more, and ties within an instant may; the table may not.
        const sorted = [...plan.matchAll(/(?<!Incremental )Sort {2}\(cost=\S+ rows=(\d+)/g)].map(([, rows]) =>
          Number(rows),
        );
        for (const rows of sorted) expect(rows).toBeLessThan(300);
      }
    }
  });
});
