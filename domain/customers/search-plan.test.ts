import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "@/db/testing/database";
import {
  byContained,
  byEmail,
  byLastFour,
  byNameContained,
  byNamePrefix,
  byNumber,
  bySuffix,
} from "./search-statements";

let database: Awaited<ReturnType<typeof testDatabase>>;
const dialect = new PgDialect();

beforeAll(async () => {
  database = await testDatabase();
  await database.sql`
    with made as (
      insert into customers (phone_number, display_name, email, last_seen_at)
      select '+25677' || lpad((n * 7919 % 10000000)::text, 7, '0'), 'Name' || (n % 700) || ' Surname' || (n % 900), 'p' || n || '@example.org',
        now() - make_interval(mins => n)
      from generate_series(1, 20000) n returning id, phone_number, last_seen_at)
    insert into contact_points (customer_id, kind, value, match_key, country, last_seen_at)
    select id, 'phone', phone_number, phone_number, 'UG', last_seen_at from made on conflict do nothing`;
  await database.sql`
    insert into leads (source, phone_number, phone_number_normalized, display_name)
    select 'import', '+25677' || lpad((n * 104729 % 10000000)::text, 7, '0'), '+25677' || lpad((n * 104729 % 10000000)::text, 7, '0'), 'Lead ' || n
    from generate_series(1, 20000) n`;
  await database.sql`analyze`;
});
afterAll(() => database.close());

/** The plan that a prepared statement gets once its parameters are no longer looked at, as on a busy server. */
async function genericPlan(query: SQL): Promise<string> {
  const { sql: text, params } = dialect.sqlToQuery(query);
  const literals = params.map((param) =>
    Array.isArray(param) ? `'{${param.join(",")}}'` : `'${String(param)}'`,
  );
  return database.sql.begin(async (tx) => {
    await tx`set local plan_cache_mode = force_generic_plan`;
    await tx`set local max_parallel_workers_per_gather = 0`;
    await tx`set local random_page_cost = 1.1`;
    await tx.unsafe(`prepare searched as ${text}`);
    const rows = await tx.unsafe(
      `explain execute searched${literals.length ? `(${literals.join(", ")})` : ""}`,
    );
    await tx.unsafe("deallocate searched");
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
}

const statements: [string, () => SQL, string | RegExp][] = [
  [
    "a whole number",
    () =>
      byNumber({
        e164: "+256771234567",
        matchKey: "+256771234567",
        matchKeys: ["+256771234567"],
        national: "771234567",
      }),
    /contact_points_(owner|shared)_key/,
  ],
  ["the last four digits", () => byLastFour("4567", 8), "contact_points_last4_idx"],
  ["the last three digits", () => bySuffix("567", 8), "contact_points_reverse_idx"],
  ["the last seven digits", () => bySuffix("1234567", 8), "contact_points_reverse_idx"],
  ["digits in the middle", () => byContained("12345", 8), "contact_points_trigram_idx"],
  ["a name's beginning", () => byNamePrefix("name1", 8), "customers_name_prefix_idx"],
  ["a surname's beginning", () => byNamePrefix("surname1", 8), "customers_surname_prefix_idx"],
  ["a part of a name", () => byNameContained("me12", 8), "customers_name_trigram_idx"],
  ["an e-mail address", () => byEmail("p1@example.org"), "customers_email_idx"],
];

describe("no search scans a table", () => {
  it.each(statements)("%s", async (_, query, index) => {
    const plan = await genericPlan(query());
    expect(plan).not.toContain("Seq Scan");
    expect(plan).toMatch(index);
  });
});
