import { AppError } from "./errors";

/** A keyset position: the last row's instant (ISO) and id. Opaque to whoever pages. */
export type Cursor = { at: string; id: string };

export const encodeCursor = (cursor: Cursor): string =>
  Buffer.from(`${cursor.at}|${cursor.id}`).toString("base64url");

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,6})?)(Z|[+-]\d\d(?::?\d\d)?)$/;

/** An instant as the database writes it; PostgreSQL refuses some of what Date.parse forgives, such as 30 February. */
export function isInstant(text: string | undefined): text is string {
  const parts = INSTANT.exec(text ?? "");
  if (!parts) return false;
  const day = new Date(`${parts[1]}T00:00:00Z`);
  return (
    !Number.isNaN(Date.parse(`${parts[1]}T${parts[2]}Z`)) && day.toISOString().startsWith(parts[1] ?? "")
  );
}

/** Throws `invalid` on `after` for anything that this program did not hand out. */
export function decodeCursor(text: string | undefined): Cursor | null {
  if (!text) return null;
  const [at, id] = Buffer.from(text, "base64url").toString("utf8").split("|");
  if (!isInstant(at) || !id || !UUID.test(id)) {
    throw new AppError("invalid", "The page cannot be found.", {
      fields: [{ field: "after", message: "expected the `next` of an earlier answer" }],
    });
  }
  return { at, id };
}
