import { z } from "zod";
import { EVENT_STATUSES, readInstant } from "./rules";

const instantInput = z.union([z.date(), z.string()]).transform((value, check) => {
  const at = value instanceof Date ? value : readInstant(value, new Date());
  if (at) return at;
  check.addIssue({
    code: "custom",
    message: "expected a time such as 2h (ago), 2026-11-21 or 2026-11-21T09:00Z",
  });
  return z.NEVER;
});

/** Which events. `from` and `to` are about when they came in; of failed events, when they failed. */
export const filterInput = z.object({
  source: z.string().trim().max(60, "A source may have at most 60 characters").optional(),
  from: instantInput.optional(),
  to: instantInput.optional(),
  /** An event's id, a provider's id, a part of an error, or a phone number in any spelling. */
  q: z
    .string()
    .trim()
    .max(200, "A search may have at most 200 characters")
    .transform((text) => text || undefined)
    .optional(),
});
export type EventFilter = z.output<typeof filterInput>;

export const eventStatusInput = z.enum(EVENT_STATUSES, {
  error: `expected one of ${EVENT_STATUSES.join(", ")}`,
});

export const listEventsInput = filterInput.extend({
  status: eventStatusInput.optional(),
  limit: z.number().int().min(1, "limit is 1 to 100").max(100, "limit is 1 to 100").default(50),
  after: z.string().optional(),
});

export const eventIdInput = z.uuid({ error: "expected an id" });
