import { afterAll, beforeAll, expect, it } from "vitest";
import { systemCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { keepUnreadLeads } from "./keep-unread-leads";
import { parkUnreadLead, takeUnreadLead } from "./unread-queue";

let test: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  test = await testDatabase({ max: 8 });
});
afterAll(() => test.close());

it("finds what is due among any number of leads by an index, and hands each to one taker", async () => {
  await test.sql`insert into leads (source, phone_number, created_at) select 'import', '07015' || n, now() - make_interval(mins => n)
    from generate_series(10000, 40000) n`;
  const ctx = systemCtx(test.db);
  await keepUnreadLeads(ctx, {
    leads: Array.from({ length: 4 }, (_, index) => ({ externalId: String(index), at: new Date() })),
  });
  await test.sql`analyze leads`;
  const taken = await Promise.all(Array.from({ length: 6 }, () => takeUnreadLead(ctx)));
  expect(new Set(taken.flatMap((lead) => lead?.externalId ?? []))).toEqual(new Set(["0", "1", "2", "3"]));
  expect(taken.filter((lead) => lead === null)).toHaveLength(2);
  const [first] = taken.filter((lead) => lead !== null);
  if (!first) throw new Error("nothing was taken");
  await parkUnreadLead(ctx, { id: first.id, seconds: 60, error: "failed" });
  expect(await takeUnreadLead(ctx)).toBeNull();
  const plan =
    await test.sql`explain select id from leads where source = 'meta' and customer_id is null and right(phone_digits, 4) is null
    and unlinked_reason = 'lead_not_read_yet' and (fields->'fetch'->>'next_at')::timestamptz <= now()`;
  expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("leads_unlinked_last4_idx");
});
