import { AppError, postgresCode } from "@/domain/errors";
import { ItemFailures } from "./item-failures";

export const MOST_ATTEMPTS = 8;
const FIRST_DELAY_SECONDS = 2;
const LONGEST_DELAY_SECONDS = 3600;
const LONGEST_ERROR = 1000;

/**
 * Seconds until the next try: 2, 8, 32 … up to an hour, give or take a fifth, so that events which failed together do not come back together.
 * `random` is from 0 to 1.
 */
export function backoffSeconds(attempts: number, random: number): number {
  const delay = Math.min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 4 ** (attempts - 1));
  return delay * (0.8 + 0.4 * random);
}

/** Whether no repetition can help: the content itself is at fault. Of a batch, every item that failed. */
export function isPermanent(error: unknown): boolean {
  if (error instanceof ItemFailures) return error.failures.every((failure) => isPermanent(failure.error));
  return error instanceof AppError && error.code === "invalid";
}

/**
 * What went wrong, in a sentence for a person. A refusal speaks for itself; of a fault only its kind and the id under which the log has
 * it, since a fault's own words may quote what the database was given.
 */
export function explainFailure(error: unknown, eventId: string): string {
  if (error instanceof ItemFailures) {
    const items = error.failures.map(({ item, error: why }) => `${item}: ${explainFailure(why, eventId)}`);
    const count = items.length === 1 ? "1 item" : `${items.length} items`;
    return `${count} could not be processed, everything else was. ${items.join(" ")}`.slice(0, LONGEST_ERROR);
  }
  if (error instanceof AppError) {
    const fields = error.fields.map(({ field, message }) => `${field}: ${message}`);
    return (fields.length > 0 ? fields.join("; ") : error.message).slice(0, LONGEST_ERROR);
  }
  const code = postgresCode(error);
  return `Something failed on our side${code ? ` (database code ${code})` : ""}; the log has it under ${eventId}.`;
}

export const EVENT_STATUSES = ["waiting", "retrying", "processed", "failed"] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

/** Where an event stands: waiting for its first try, for another one, or at one of its two ends. */
export function statusOf(event: {
  processedAt: Date | null;
  deadAt: Date | null;
  lastError: string | null;
}): EventStatus {
  if (event.processedAt) return "processed";
  if (event.deadAt) return "failed";
  return event.lastError === null ? "waiting" : "retrying";
}

/**
 * Whether a search text could be a phone number, and therefore must not stand in an address. Rather too often than too rarely: a provider's
 * id of digits only counts as one too.
 */
export function isPhoneLike(text: string): boolean {
  const bare = text.trim().replace(/^(tel|sms|whatsapp):/i, "");
  return /^[\s\p{Nd}+()./\-\u2010-\u2015]*$/u.test(bare) && (bare.match(/\p{Nd}/gu) ?? []).length >= 4;
}

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** "30m", "2h" or "7d" ago, or an ISO instant (UTC where it names no zone); null for anything else. */
export function readInstant(text: string, now: Date): Date | null {
  const ago = /^(\d{1,4})([mhd])$/.exec(text.trim());
  if (ago) {
    const [, amount, unit] = ago;
    const size = unit === "m" || unit === "h" || unit === "d" ? UNIT_MS[unit] : 0;
    return new Date(now.getTime() - Number(amount) * size);
  }
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text.trim()))
    return null;
  const hasZone = /(Z|[+-]\d{2}:\d{2})$/.test(text.trim()) || !text.includes("T");
  const at = new Date(hasZone ? text.trim() : `${text.trim()}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}
