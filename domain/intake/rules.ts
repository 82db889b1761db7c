import { AppError, postgresCode } from "@/domain/errors";

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

/** Whether no repetition can help: the content itself is at fault. */
export const isPermanent = (error: unknown) => error instanceof AppError && error.code === "invalid";

/**
 * What went wrong, in a sentence for a person. A refusal speaks for itself; of a fault only its kind and the id under which the log has
 * it, since a fault's own words may quote what the database was given.
 */
export function explainFailure(error: unknown, eventId: string): string {
  if (error instanceof AppError) {
    const fields = error.fields.map(({ field, message }) => `${field}: ${message}`);
    return (fields.length > 0 ? fields.join("; ") : error.message).slice(0, LONGEST_ERROR);
  }
  const code = postgresCode(error);
  return `Something failed on our side${code ? ` (database code ${code})` : ""}; the log has it under ${eventId}.`;
}
