import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import { AppError } from "@/domain/errors";
import { announce } from "@/domain/live/announce";
import { bookInput } from "./input";

/**
 * Books a service at a time. The same call books the same service at the same time once: a repetition only fills in who it is for,
 * where that was not known. Returns the appointment's id.
 */
export const bookAppointment = command({
  name: "appointments.book",
  permission: "appointments.write",
  input: bookInput,
  run: async (ctx, input, audit) => {
    const hasOffset = /(Z|[+-]\d{2}:\d{2})$/.test(input.startsAt);
    const startsAt = hasOffset
      ? sql`${input.startsAt}::text::timestamptz`
      : sql`${input.startsAt}::text::timestamp at time zone b.time_zone`;
    const [row] = await prepared<{ id: string; is_new: boolean }>(
      ctx.db,
      sql`insert into appointments (customer_id, conversation_id, call_session_id, branch_id, service, starts_at, duration_minutes,
          notes, contact_name, contact_phone, contact_email)
        select ${input.customerId}::uuid, ${input.conversationId}::uuid, ${input.callSessionId}::uuid, b.id, ${input.service}::text,
          ${startsAt}, ${input.durationMinutes ?? 30}::int, ${input.notes}::text, ${input.contactName}::text,
          ${input.contactPhone}::text, ${input.contactEmail}::text
        from branches b where b.id = ${input.branchId}::uuid
        on conflict (call_session_id, starts_at, service) do update
          set customer_id = coalesce(appointments.customer_id, excluded.customer_id),
            contact_name = coalesce(appointments.contact_name, excluded.contact_name),
            contact_phone = coalesce(appointments.contact_phone, excluded.contact_phone),
            contact_email = coalesce(appointments.contact_email, excluded.contact_email)
        returning id, xmax = 0 is_new`,
    );
    if (!row) throw new AppError("not_found", "This branch was not found.");
    if (row.is_new) {
      audit({
        subjectKind: "appointment",
        subjectId: row.id,
        changes: { customer_id: input.customerId, branch_id: input.branchId },
      });
    }
    await announce(ctx, { kind: "appointment", id: row.id, branchId: input.branchId });
    return { appointmentId: row.id, isNewAppointment: row.is_new };
  },
});
