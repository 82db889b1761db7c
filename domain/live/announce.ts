import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { LIVE_CHANNEL, type LiveKind } from "./topic";

/**
 * Tells every instance that something changed. Call it inside the transaction of the change: the word goes out when that commits, and
 * never when it does not. Saying the same thing twice in one transaction says it once.
 */
export async function announce(
  ctx: Pick<Ctx, "db">,
  topic: { kind: LiveKind; id: string; branchId?: string | null },
): Promise<void> {
  await prepared(
    ctx.db,
    sql`select pg_notify(${LIVE_CHANNEL}, json_build_object('kind', ${topic.kind}::text, 'id', ${topic.id}::text,
      'branchId', ${topic.branchId ?? null}::text, 'at', floor(extract(epoch from now()) * 1000))::text)`,
  );
}
