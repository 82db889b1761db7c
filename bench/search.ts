import { PgDialect } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import type { Database } from "@/db/client";
import { createApiKey } from "@/domain/accounts/api-keys";
import { makeCtx } from "@/domain/ctx";
import { hitsOf } from "@/domain/customers/search-hits";
import { byLastFour, byNumber, bySuffix } from "@/domain/customers/search-statements";
import { numberOf, type Size } from "./dataset";
import { httpClient } from "./http";
import { interleave } from "./measure";
import { hold, printTimings } from "./report";

export type Bench = {
  sql: postgres.Sql;
  db: Database;
  port: number;
  size: Size;
  seconds: number;
  rounds: number;
};

const dialect = new PgDialect();

/** Search over HTTP against the same statement by prepared SQL, and the partial searches against the exact one. */
export async function benchSearch(bench: Bench): Promise<void> {
  const ctx = makeCtx({ db: bench.db, actor: { kind: "system", name: "bench" } });
  const { key } = await createApiKey(ctx, { name: "bench", role: "receptionist" });
  const http = httpClient(bench.port);
  const someNumber = (n: number) => numberOf(1 + ((n * 104_729) % bench.size.customers));

  const prepared = (build: (phone: string) => ReturnType<typeof byNumber>) => (n: number) => {
    const { sql, params } = dialect.sqlToQuery(build(someNumber(n)));
    // The driver's own parameter type is not exported; these are texts, numbers and text arrays.
    return bench.sql.unsafe(sql, params as string[], { prepare: true });
  };
  const exact = prepared((phone) =>
    hitsOf(byNumber({ e164: phone, matchKey: phone, matchKeys: [phone], national: phone.slice(4) }), 8),
  );
  const customerOnly = (n: number) =>
    bench.sql`select c.* from contact_points p join customers c on c.id = p.customer_id
      where p.kind = 'phone' and p.scope = '' and p.match_key = ${someNumber(n)} and p.valid_to is null`;
  const overHttp = (n: number) =>
    http({
      method: "GET",
      path: `/api/v1/customers?query=${encodeURIComponent(someNumber(n))}&limit=8`,
      headers: { authorization: `Bearer ${key}` },
      expect: 200,
    });

  for (const clients of [1, 8]) {
    const timings = await interleave(
      [
        { name: "owner by number, prepared SQL", work: customerOnly },
        { name: "exact search statement, prepared SQL", work: exact },
        { name: "exact search over HTTP", work: overHttp },
      ],
      { ...bench, clients },
    );
    printTimings(`Search by the whole number, ${clients} at a time`, timings);
    const [statement, request] = ["exact search statement, prepared SQL", "exact search over HTTP"].map(
      (name) => timings.get(name),
    );
    if (clients === 1 && statement && request) {
      hold({
        name: "exact search over HTTP / its statement, p50",
        value: request.p50 / statement.p50,
        bound: 12,
        isMost: true,
      });
    }
  }

  const partial = await interleave(
    [
      { name: "owner by number, prepared SQL", work: customerOnly },
      { name: "last 4 digits", work: prepared((phone) => byLastFour(phone.slice(-4), 8)) },
      { name: "last 7 digits", work: prepared((phone) => bySuffix(phone.slice(-7), 8)) },
    ],
    { ...bench, clients: 1 },
  );
  printTimings("Search by part of the number, statements, 1 at a time", partial);
  const base = partial.get("owner by number, prepared SQL");
  for (const name of ["last 4 digits", "last 7 digits"]) {
    const timing = partial.get(name);
    if (base && timing)
      hold({
        name: `${name} / owner by number, p50`,
        value: timing.p50 / base.p50,
        bound: 2.5,
        isMost: true,
      });
  }
}
