import { randomUUID } from "node:crypto";

/** The caller's request id if it is a sane one, else a new one: it goes into logs and audit rows, so it may hold no line break. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && /^[A-Za-z0-9._-]{8,64}$/.test(given) ? given : randomUUID();
}
