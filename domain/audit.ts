import { sql } from "drizzle-orm";
import type { Ctx } from "./ctx";
import type { Actor } from "./permissions";

/** What was touched. `changes` names fields and holds ids, statuses and amounts: never a phone number, a name or an address. */
export type AuditNote = {
  subjectKind: string;
  subjectId: string | null;
  changes?: Record<string, unknown>;
  action?: string;
};

function actorId(actor: Actor): string {
  return actor.kind === "user" || actor.kind === "apiKey" ? actor.id : actor.name;
}

/** Writes one audit row in the ctx's transaction. `action` is the command's name. */
export async function recordAudit(ctx: Ctx, action: string, note: AuditNote): Promise<void> {
  await ctx.db.execute(sql`
    insert into audit_events (actor_kind, actor_id, action, subject_kind, subject_id, request_id, changes)
    values (${ctx.actor.kind}, ${actorId(ctx.actor)}, ${note.action ?? action}, ${note.subjectKind}, ${note.subjectId},
      ${ctx.requestId}, ${JSON.stringify(note.changes ?? {})}::jsonb)`);
}
