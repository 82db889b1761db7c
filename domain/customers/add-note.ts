import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import { notFound } from "@/domain/errors";
import { noteInput } from "./input";

/** Writes a note on a customer's timeline. Throws `not_found`. */
export const addNote = command({
  name: "customers.add_note",
  permission: "customers.note",
  input: noteInput,
  run: async (ctx, { customerId, body }, audit) => {
    const author = ctx.actor.kind === "user" ? ctx.actor.id : null;
    const [note] = await prepared<{ id: string }>(
      ctx.db,
      sql`insert into customer_notes (customer_id, body, author_id)
        select id, ${body}, ${author}::uuid from customers where id = ${customerId}::uuid and merged_into_id is null and deleted_at is null
        returning id`,
    );
    if (!note) throw notFound("This customer");
    audit({ subjectKind: "customer", subjectId: customerId, changes: { note_id: note.id } });
    return { id: note.id };
  },
});
