import type { CallReportInput } from "@/domain/calls/report";
import { firstSaid, isRecord, recordOf } from "./voice-text";
import { readAppointmentTime, readSeconds, readTime } from "./voice-times";

const LONGEST_NAME = 200;
/** Loose on purpose: an address heard over the phone is checked by a person, not by us. */
const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>"]{2,}$/;

type Collected = Pick<CallReportInput, "callerName" | "callerEmail" | "appointment"> & {
  phone: string | null;
};

/** What the agent asked the caller for. Names of fields differ by who set the agent up; the usual ones are read. */
export function readCollected(fields: Record<string, unknown>): Collected {
  const email = firstSaid(fields.email, fields.customer_email, fields.email_address);
  return {
    callerName:
      firstSaid(fields.name, fields.customer_name, fields.full_name, fields.caller_name)?.slice(
        0,
        LONGEST_NAME,
      ) ?? null,
    callerEmail: email && email.length <= 254 && EMAIL.test(email) ? email : null,
    phone: firstSaid(fields.phone, fields.customer_phone, fields.phone_number),
    appointment: readAppointment(fields),
  };
}

/** An appointment as an object, or spread over flat fields. Null when there is none, or its time cannot be read. */
function readAppointment(fields: Record<string, unknown>): CallReportInput["appointment"] {
  const given = isRecord(fields.appointment) ? fields.appointment : flatAppointment(fields);
  const startsAt = readAppointmentTime(given.starts_at ?? given.start_time ?? given.datetime);
  if (!startsAt) return null;
  const minutes = readSeconds(given.duration_minutes);
  return {
    service: firstSaid(given.service)?.slice(0, 200) ?? "Appointment",
    startsAt,
    durationMinutes: minutes !== null && minutes >= 1 && minutes <= 1440 ? minutes : null,
    notes: firstSaid(given.notes)?.slice(0, 2000) ?? null,
  };
}

function flatAppointment(fields: Record<string, unknown>): Record<string, unknown> {
  return {
    service: fields.appointment_service ?? fields.service,
    starts_at: fields.appointment_starts_at ?? fields.appointment_time,
    duration_minutes: fields.appointment_duration_minutes,
    notes: fields.appointment_notes,
  };
}

type Direction = "inbound" | "outbound" | "web";

export function readDirection(value: unknown): Direction {
  const text = typeof value === "string" ? value.toLowerCase() : "";
  if (text.includes("web") || text.includes("chat")) return "web";
  return text.startsWith("out") ? "outbound" : "inbound";
}

/** The customer's number and who said so: stated in the event, else in what was collected, else the other end of the line. */
export function customerPhone(input: {
  stated?: unknown;
  collected: string | null;
  direction: Direction;
  from: string | null;
  to: string | null;
}): CallReportInput["customerPhone"] {
  const stated = firstSaid(input.stated);
  if (stated) return { raw: stated, statedBy: "customer_phone" };
  if (input.collected) return { raw: input.collected, statedBy: "fields" };
  if (input.direction === "inbound" && input.from) return { raw: input.from, statedBy: "caller" };
  if (input.direction === "outbound" && input.to) return { raw: input.to, statedBy: "called" };
  return null;
}

export function readRecording(url: unknown, expiresAt?: unknown): CallReportInput["recording"] {
  const text = firstSaid(url);
  if (!text || !/^https?:\/\/\S{1,2000}$/i.test(text)) return null;
  return { url: text, expiresAt: readTime(expiresAt) };
}

export const fieldsOf = (...parts: unknown[]): Record<string, unknown> =>
  Object.assign({}, ...parts.map((part) => recordOf(part)));
