import postgres from "postgres";

export type Writer = postgres.TransactionSql;

/** Any number: whoever fills a database takes the same one, so that two programs that start at once fill it once. */
const FILLING_LOCK = 7_270_003;
const ROWS_AT_ONCE = 2_500;

/** Runs `write` in one transaction, unless the database has a customer already. Prints nothing. */
export async function fillEmpty(url: string, write: (sql: Writer) => Promise<void>): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const filled = await client.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(${FILLING_LOCK})`;
      if ((await sql`select 1 from customers limit 1`).length > 0) return false;
      await write(sql);
      return true;
    });
    // Until autovacuum comes by, the planner would take the tables for empty.
    if (filled) await client`analyze`;
  } finally {
    await client.end();
  }
}

/**
 * Inserts rows whose keys are column names; all rows have the keys of the first. They travel as one JSON text, which is several times
 * faster than a parameter for each value.
 */
export async function insertRows(sql: Writer, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const chunk = JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE));
    await sql`insert into ${sql(table)} (${sql(columns)})
      select ${sql(columns)} from json_populate_recordset(null::${sql(table)}, ${chunk}::text::json)`;
  }
}

export type Branch = { code: string; name: string; country: string; timeZone: string };

/** Makes the branches, or finds them by code where a webhook has made one before. Returns id by code. */
export async function writeBranches(sql: Writer, branches: readonly Branch[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { code, name, country, timeZone } of branches) {
    const [row] = await sql<{ id: string }[]>`
      insert into branches (code, name, country, time_zone) values (${code}, ${name}, ${country}, ${timeZone})
      on conflict (code) do update set name = excluded.name, country = excluded.country, time_zone = excluded.time_zone
      returning id`;
    if (row) ids.set(code, row.id);
  }
  return ids;
}
