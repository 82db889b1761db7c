import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import { notFound } from "@/domain/errors";
import { announce } from "@/domain/live/announce";
import { type AppointmentStatus, setStatusInput } from "./input";

/**
 * Marks an appointment completed, cancelled, not shown up for, or booked again. Completing one ends "new client", for good: what a person
 * has had once they have had. Setting the status it has changes nothing.
 */
export const setAppointmentStatus = command({
  name: "appointments.set_status",
  permission: "appointments.write",
  input: setStatusInput,
  run: async (ctx, { id, status }, audit) => {
    const [stored] = await prepared<{
      status: AppointmentStatus;
      customer_id: string | null;
      branch_id: string;
    }>(
      ctx.db,
      sql`select status, customer_id, branch_id from appointments where id = ${id}::uuid for update`,
    );
    if (!stored) throw notFound("This appointment");
    if (stored.status === status) return { id, status, changed: false };
    await prepared(
      ctx.db,
      // The sequence tells calendars that their copy is out of date.
      sql`update appointments set status = ${status}, sequence = sequence + 1, updated_at = now() where id = ${id}::uuid`,
    );
    if (status === "completed" && stored.customer_id) {
      await prepared(
        ctx.db,
        sql`update customers set is_new_client = false, updated_at = now() where id = ${stored.customer_id}::uuid and is_new_client`,
      );
    }
    audit({
      subjectKind: "appointment",
      subjectId: id,
      changes: { status: { from: stored.status, to: status } },
    });
    await announce(ctx, { kind: "appointment", id, branchId: stored.branch_id });
    return { id, status, changed: true };
  },
});
