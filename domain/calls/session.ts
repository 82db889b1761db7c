import { eq, sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { callSessions } from "@/db/schema/conversations";
import type { Ctx } from "@/domain/ctx";
import type { CallReport } from "./report";
import type { CallFacts } from "./rules";

/** A call's row, locked until the transaction ends. */
export type StoredCall = CallFacts & {
  id: string;
  conversationId: string | null;
  customerId: string | null;
  branchId: string | null;
  phoneMatchKey: string | null;
  unlinkedReason: string | null;
};

/** Facts of a call nobody has heard of: everything is still to be filled. */
const NOTHING_KNOWN = sql`'inbound', 'ringing'`;

/**
 * The row of a call, made if this is its first event, and locked. Of events that arrive at once, one makes the row and the others
 * wait for its commit: from here on they are handled one after the other.
 */
export async function lockCall(
  ctx: Ctx,
  report: CallReport,
): Promise<{ stored: StoredCall; isNew: boolean }> {
  const made = await prepared<{ id: string }>(
    ctx.db,
    sql`insert into call_sessions (provider, external_id, direction, status)
      values (${report.provider}, ${report.callId}, ${NOTHING_KNOWN}) on conflict (provider, external_id) do nothing
      returning id`,
  );
  const key = sql`${callSessions.provider} = ${report.provider} and ${callSessions.externalId} = ${report.callId}`;
  const [row] = await ctx.db.select().from(callSessions).where(key).for("update");
  if (!row) throw new Error("A call's row was not there after it was made");
  return { stored: row, isNew: made.length > 0 };
}

/** Writes the call as it is now known; what names it and when it was first heard of stay. */
export async function saveCall(ctx: Ctx, call: StoredCall): Promise<void> {
  const { id, conversationId, customerId, branchId, phoneMatchKey, unlinkedReason, ...rest } = call;
  const {
    direction,
    status,
    outcome,
    endReason,
    fromNumber,
    toNumber,
    customerPhone,
    agentNumber,
    callerName,
    callerEmail,
  } = rest;
  const { summary, recordingUrl, recordingExpiresAt, fields, startedAt, endedAt, durationSeconds } = rest;
  const links = { conversationId, customerId, branchId, phoneMatchKey, unlinkedReason };
  const ends = { direction, fromNumber, toNumber, customerPhone, agentNumber, callerName, callerEmail };
  const course = { status, outcome, endReason, summary, recordingUrl, recordingExpiresAt, fields };
  await ctx.db
    .update(callSessions)
    .set({ ...links, ...ends, ...course, startedAt, endedAt, durationSeconds, updatedAt: sql`now()` })
    .where(eq(callSessions.id, id));
}
