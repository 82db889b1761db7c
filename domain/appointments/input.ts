import { z } from "zod";

export const APPOINTMENT_STATUSES = ["booked", "completed", "cancelled", "no_show"] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

const id = z.uuid({ error: "expected an id" });
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?$/;

export const dateInput = z.iso.date({ error: "expected a date such as 2026-11-21" });

export const bookInput = z.object({
  service: z
    .string()
    .trim()
    .min(1, "A service must not be empty")
    .max(200, "A service may have at most 200 characters"),
  /** ISO 8601. Without an offset it is the branch's wall clock. */
  startsAt: z.string().regex(ISO_TIME, "expected a time such as 2026-11-21T10:30 or 2026-11-21T10:30:00Z"),
  durationMinutes: z.number().int().min(1).max(1440).nullable().default(30),
  notes: z.string().trim().max(2000).nullable().default(null),
  branchId: id,
  customerId: id.nullable().default(null),
  conversationId: id.nullable().default(null),
  callSessionId: id.nullable().default(null),
  contactName: z.string().nullable().default(null),
  contactPhone: z.string().nullable().default(null),
  contactEmail: z.string().nullable().default(null),
});

export const setStatusInput = z.object({
  id,
  status: z.enum(APPOINTMENT_STATUSES, { error: `expected one of ${APPOINTMENT_STATUSES.join(", ")}` }),
});

export const feedInput = z.object({
  branchId: id,
  label: z
    .string()
    .trim()
    .min(1, "A label must not be empty")
    .max(100, "A label may have at most 100 characters"),
});
export const feedIdInput = z.object({ id });
