import { sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { isInstant } from "@/domain/cursor";
import { AppError } from "@/domain/errors";
import { readDetails } from "./message-details";
import type { MessageView } from "./view";

const PAGE = 50;

type Row = {
  id: string;
  direction: MessageView["direction"];
  author: MessageView["author"];
  type: string;
  body: string | null;
  payload: unknown;
  status: MessageView["status"];
  status_reason: string | null;
  sent_at: string;
  position: number;
};

/** A place in a thread: lines of a transcript may share an instant, so their position and id decide then. */
type Place = { at: string; position: number; id: string };

const encodePlace = (row: Row) =>
  Buffer.from(`${row.sent_at}|${row.position}|${row.id}`).toString("base64url");

function decodePlace(text: string | undefined): Place | null {
  if (!text) return null;
  const [at = "", position = "", id = ""] = Buffer.from(text, "base64url").toString("utf8").split("|");
  if (isInstant(at) && /^\d{1,9}$/.test(position) && /^[0-9a-f-]{36}$/.test(id)) {
    return { at, position: Number(position), id };
  }
  throw new AppError("invalid", "The page cannot be found.", {
    fields: [{ field: "before", message: "expected the `earlier` of a former answer" }],
  });
}

/** The latest 50 messages of a thread, or the 50 before a place; oldest first. */
export async function listMessages(
  ctx: Ctx,
  input: { conversationId: string; before?: string },
): Promise<{ messages: MessageView[]; earlier: string | null }> {
  const place = decodePlace(input.before);
  const rows = await prepared<Row>(
    ctx.db,
    sql`select id, direction, author, type, body, payload, status, status_reason, sent_at, position from messages
      where conversation_id = ${input.conversationId}::uuid
        ${place ? sql`and (sent_at, position, id) < (${place.at}::timestamptz, ${place.position}::int, ${place.id}::uuid)` : sql``}
      order by sent_at desc, position desc, id desc limit ${atMost(PAGE + 1)}`,
  );
  const page = rows.slice(0, PAGE);
  const first = rows.length > PAGE ? page.at(-1) : undefined;
  return { messages: page.reverse().map(messageOf), earlier: first ? encodePlace(first) : null };
}

const messageOf = (row: Row): MessageView => ({
  id: row.id,
  direction: row.direction,
  author: row.author,
  type: row.type,
  body: row.body,
  details: readDetails(row.type, row.payload),
  status: row.status,
  statusReason: row.status_reason,
  sentAt: new Date(row.sent_at),
});
