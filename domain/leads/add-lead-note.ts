import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import { notFound } from "@/domain/errors";
import { leadNoteInput } from "./input";
import { recordLeadEvent } from "./lead-events";

/** Writes a note into a lead's history. Throws `not_found`. */
export const addLeadNote = command({
  name: "leads.add_note",
  permission: "leads.write",
  input: leadNoteInput,
  run: async (ctx, { id, body }, audit) => {
    const [lead] = await prepared(ctx.db, sql`select 1 from leads where id = ${id}::uuid`);
    if (!lead) throw notFound("This lead");
    const eventId = await recordLeadEvent(ctx, { leadId: id, kind: "note", body });
    audit({ subjectKind: "lead", subjectId: id, changes: { note_id: eventId } });
    return { eventId };
  },
});
