import { randomInt } from "node:crypto";
import { inTransaction, makeCtx } from "@/domain/ctx";
import { resolveByPhone } from "@/domain/customers/resolve";
import { readPhone } from "@/domain/phone/read";
import { numberOf } from "./dataset";
import { interleave } from "./measure";
import { hold, printTimings } from "./report";
import type { Bench } from "./search";

/** Find-or-create as every channel does it, with its explanation kept, against a bare upsert of one row. 70 % are known already. */
export async function benchFindOrCreate(bench: Bench): Promise<void> {
  await bench.sql`drop table if exists bench_upserts`;
  await bench.sql`create table bench_upserts (phone text primary key, seen_at timestamptz not null)`;
  await bench.sql`insert into bench_upserts select value, now() from contact_points where kind = 'phone' and valid_to is null`;
  const ctx = makeCtx({ db: bench.db, actor: { kind: "system", name: "bench" } });
  const nextNumber = (n: number) =>
    n % 10 < 7
      ? numberOf(1 + ((n * 104_729) % bench.size.customers))
      : `+2567${String(randomInt(100_000_000)).padStart(8, "0")}`;

  const upsert = (n: number) =>
    bench.sql`insert into bench_upserts (phone, seen_at) values (${nextNumber(n)}, now())
      on conflict (phone) do update set seen_at = excluded.seen_at returning phone, (xmax = 0) is_new`;
  const product = (n: number) =>
    inTransaction(ctx, (tx) =>
      resolveByPhone(tx, {
        reading: readPhone(nextNumber(n), { country: "UG" }),
        source: "voice",
        facts: {},
        seenAt: new Date(),
        subject: { kind: "api", id: null },
      }),
    );
  for (const clients of [1, 8]) {
    const timings = await interleave(
      [
        { name: "bare upsert", work: upsert },
        { name: "find or create, as the product does it", work: product },
      ],
      { ...bench, clients },
    );
    printTimings(`Find or create by phone, ${clients} at a time`, timings);
    const [bare, ours] = ["bare upsert", "find or create, as the product does it"].map((name) =>
      timings.get(name),
    );
    if (clients === 8 && bare && ours) {
      hold({
        name: "find or create / bare upsert, rate",
        value: ours.perSecond / bare.perSecond,
        bound: 0.12,
        isMost: false,
      });
    }
  }
  await bench.sql`drop table bench_upserts`;
}
