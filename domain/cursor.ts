import { AppError } from "./errors";

/** A keyset position: the last row's instant (ISO) and id. Opaque to whoever pages. */
export type Cursor = { at: string; id: string };

export const encodeCursor = (cursor: Cursor): string =>
  Buffer.from(`${cursor.at}|${cursor.id}`).toString("base64url");

/** Throws `invalid` on `after` for anything that this program did not hand out. */
export function decodeCursor(text: string | undefined): Cursor | null {
  if (!text) return null;
  const [at, id] = Buffer.from(text, "base64url").toString("utf8").split("|");
  const isInstant = at !== undefined && !Number.isNaN(Date.parse(at));
  if (!isInstant || !id || !/^[0-9a-f-]{36}$/.test(id)) {
    throw new AppError("invalid", "The page cannot be found.", {
      fields: [{ field: "after", message: "expected the `next` of an earlier answer" }],
    });
  }
  return { at, id };
}
