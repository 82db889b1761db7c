import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import type { CallReport } from "./report";

/** Puts down how a call ended where its events together tell it, and none of them alone. The caller holds the call's row lock. */
export async function setOutcome(
  ctx: Ctx,
  call: { callSessionId: string; outcome: NonNullable<CallReport["outcome"]> },
): Promise<void> {
  await prepared(
    ctx.db,
    sql`update call_sessions set outcome = ${call.outcome}, updated_at = now() where id = ${call.callSessionId}::uuid`,
  );
}
