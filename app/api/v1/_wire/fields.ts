import { z } from "zod";

const refused = (expected: string) => ({ error: `expected ${expected}` });

const LIMIT = "expected a whole number from 1 to 100";

export const limitQuery = z.coerce
  .number(LIMIT)
  .int(LIMIT)
  .min(1, LIMIT)
  .max(100, LIMIT)
  .default(25)
  .meta({ description: "How many at most." });

export const afterQuery = z
  .string()
  .max(200)
  .optional()
  .meta({ description: "The `next` of the page before; absent for the first page." });

export const nextPage = z
  .string()
  .nullable()
  .meta({ description: "Pass it as `after`; null on the last page." });

export const id = z.uuid();
export const instant = z.iso.datetime().meta({ description: "ISO 8601 in UTC." });
export const money = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ description: "A decimal number; its currency is beside it." });
export const currency = z.string().regex(/^[A-Z]{3}$/);

/** Text in a request; absent and null differ, and null is refused. */
export const text = (longest: number) =>
  z
    .string(refused("text; leave the field out if there is none"))
    .max(longest, `has at most ${longest} characters`);

export const iso = (at: Date): string => at.toISOString();
export const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;
