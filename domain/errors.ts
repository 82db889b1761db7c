export type ErrorCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "limit"
  | "too_large"
  | "unavailable";

export type FieldError = { field: string; message: string };

/**
 * A refusal that a person or a program may be told about. Anything else that is thrown is a fault: logged with an id, never shown.
 * `fields` names what was wrong with the input; `details` is merged into an API's problem document.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldError[];
  readonly details: Record<string, unknown>;

  constructor(
    code: ErrorCode,
    message: string,
    extra: { fields?: FieldError[]; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: extra.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = extra.fields ?? [];
    this.details = extra.details ?? {};
  }
}

export const notFound = (what: string) => new AppError("not_found", `${what} was not found.`);

/** PostgreSQL's error code of a thrown value (Drizzle wraps the driver's error as its cause), or null. */
export function postgresCode(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string" && /^[0-9A-Z]{5}$/.test(at.code)) return at.code;
  }
  return null;
}
