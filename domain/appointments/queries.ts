import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { prepared } from "@/db/prepared";
import { parseInput } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";
import { type AppointmentStatus, dateInput } from "./input";

export type AppointmentView = {
  id: string;
  service: string;
  status: AppointmentStatus;
  startsAt: Date;
  endsAt: Date;
  /** As the branch's clock shows them, such as "09:30". */
  startsAtLocal: string;
  endsAtLocal: string;
  durationMinutes: number;
  notes: string | null;
  branchId: string;
  branchName: string;
  timeZone: string;
  customerId: string | null;
  customerName: string | null;
  isNewClient: boolean | null;
  contactName: string | null;
  contactPhone: string | null;
  contactEmail: string | null;
  conversationId: string | null;
};

/** Instants as text. */
type Row = Omit<AppointmentView, "startsAt" | "endsAt"> & { startsAt: string; endsAt: string };

const columns = sql.raw(`a.id, a.service, a.status, a.starts_at "startsAt",
  a.starts_at + make_interval(mins => a.duration_minutes) "endsAt",
  to_char(a.starts_at at time zone b.time_zone, 'HH24:MI') "startsAtLocal",
  to_char((a.starts_at + make_interval(mins => a.duration_minutes)) at time zone b.time_zone, 'HH24:MI') "endsAtLocal",
  a.duration_minutes "durationMinutes", a.notes, b.id "branchId", b.name "branchName", b.time_zone "timeZone",
  c.id "customerId", c.display_name "customerName", c.is_new_client "isNewClient", a.contact_name "contactName",
  a.contact_phone "contactPhone", a.contact_email "contactEmail", a.conversation_id "conversationId"`);

function readAppointments(ctx: Ctx, where: SQL): Promise<AppointmentView[]> {
  return prepared<Row>(
    ctx.db,
    sql`select ${columns} from branches b join appointments a on a.branch_id = b.id left join customers c on c.id = a.customer_id
      where ${where}`,
  ).then((rows) =>
    rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) })),
  );
}

const dayInput = z.object({ date: dateInput, branchId: z.uuid({ error: "expected an id" }).optional() });

/** A day's appointments in order of time, by each branch's own clock: its midnight to its midnight, 23 or 25 hours when clocks change. */
export async function dayView(
  ctx: Ctx,
  raw: { date: string; branchId?: string },
): Promise<AppointmentView[]> {
  requirePermission(ctx.actor, "appointments.read");
  const { date, branchId } = parseInput(dayInput, raw);
  return readAppointments(
    ctx,
    sql`a.starts_at >= ${date}::date::timestamp at time zone b.time_zone
      and a.starts_at < (${date}::date + 1)::timestamp at time zone b.time_zone
      ${branchId ? sql`and b.id = ${branchId}::uuid` : sql``}
      order by a.starts_at, a.id`,
  );
}

/** A customer's next booked appointment, or null. */
export async function nextAppointmentOf(ctx: Ctx, customerId: string): Promise<AppointmentView | null> {
  requirePermission(ctx.actor, "appointments.read");
  const [next] = await readAppointments(
    ctx,
    sql`a.customer_id = ${customerId}::uuid and a.status = 'booked' and a.starts_at >= now() order by a.starts_at limit 1`,
  );
  return next ?? null;
}

/** Today's date (YYYY-MM-DD) on a branch's clock; on the first branch's without one. Null when there is no branch. */
export async function todayAt(ctx: Ctx, branchId?: string): Promise<string | null> {
  requirePermission(ctx.actor, "appointments.read");
  const [row] = await prepared<{ today: string }>(
    ctx.db,
    sql`select to_char(now() at time zone time_zone, 'YYYY-MM-DD') today from branches
      ${branchId ? sql`where id = ${branchId}::uuid` : sql`where closed_at is null order by created_at, id`} limit 1`,
  );
  return row?.today ?? null;
}
