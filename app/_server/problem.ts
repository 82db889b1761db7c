import "server-only";
import { AppError, type ErrorCode, postgresCode } from "@/domain/errors";
import { faultFields, log } from "@/domain/log";

const STATUS: Record<ErrorCode, [status: number, title: string]> = {
  invalid: [422, "Some fields cannot be accepted"],
  unauthenticated: [401, "Sign in first"],
  forbidden: [403, "Not allowed"],
  not_found: [404, "Not found"],
  conflict: [409, "In conflict with the present state"],
  limit: [429, "Too many requests"],
  too_large: [413, "Too large"],
  unavailable: [503, "Not available"],
};

/** A body that is not what its content type says: 400, unlike a well-formed one whose fields are wrong. */
export class MalformedBody extends Error {
  override readonly name = "MalformedBody";
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

// The driver's words for a database that is away, starting, or full (57P0x, 53300), as against a statement that is wrong.
const AWAY =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|57P0\d|53300)$/;

function isDatabaseAway(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string" && AWAY.test(at.code)) return true;
  }
  return AWAY.test(postgresCode(error) ?? "");
}

function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  return isDatabaseAway(error)
    ? new AppError("unavailable", "The database does not answer. Try again soon.")
    : null;
}

/** Any thrown value as RFC 9457 problem details. A fault is logged, and only its reference is shown. */
export function problemResponse(error: unknown, at: { requestId: string; instance: string }): Response {
  const known = asAppError(error);
  const [status, title] = known
    ? STATUS[known.code]
    : error instanceof MalformedBody
      ? [400, "The body cannot be read"]
      : [500, "Something failed on our side"];
  if (status >= 500) log.error("request failed", { request_id: at.requestId, ...faultFields(error) });

  const detail =
    known?.message ??
    (error instanceof MalformedBody ? error.message : `It was recorded under the reference ${at.requestId}.`);
  const problem = {
    ...known?.details,
    type: "about:blank",
    title,
    status,
    detail,
    instance: at.instance,
    request_id: at.requestId,
    errors: (known?.fields ?? []).map(({ field, message }) => ({ field: snakeCase(field), message })),
  };
  const headers = new Headers({ "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
  if (status === 401) headers.set("WWW-Authenticate", 'Bearer realm="switchboard"');
  const retryAfter = known?.details.retry_after_seconds;
  if (typeof retryAfter === "number") headers.set("Retry-After", String(retryAfter));
  else if (status === 503) headers.set("Retry-After", "5");
  return new Response(JSON.stringify(problem), { status, headers });
}
