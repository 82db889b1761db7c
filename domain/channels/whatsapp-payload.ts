import { AppError } from "@/domain/errors";
import { firstSaid, isRecord, recordOf } from "./voice-text";

/** One of our numbers, as a change names it. */
export type Line = { wabaId: string; phoneNumberId: string; displayNumber: string | null };

/** An item of a delivery with its place in it; `raw` is as written, and may be anything. */
export type RawItem = {
  kind: "message" | "echo" | "status" | "id_update";
  /** "message 3", counted over the whole delivery: a name without anybody's number in it. */
  name: string;
  position: number;
  line: Line | null;
  raw: unknown;
  contacts: unknown[];
};

/** Where a change's value holds items, and what they are. Fields that hold none of these change nothing here; the delivery keeps them. */
const LISTS = [
  ["messages", "message", "message"],
  ["message_echoes", "echo", "sent message"],
  ["statuses", "status", "status"],
  ["user_id_update", "id_update", "id update"],
] as const;

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Every item of every change of every entry, in order. Throws `invalid` when the body is no delivery at all. */
export function readItems(body: unknown): RawItem[] {
  const entries = recordOf(body).entry;
  if (!Array.isArray(entries))
    throw new AppError("invalid", "The body is no WhatsApp delivery: it has no list of entries.");
  const items: RawItem[] = [];
  const count = { message: 0, echo: 0, status: 0, id_update: 0 };
  for (const entry of entries) {
    for (const change of listOf(recordOf(entry).changes)) {
      const value = recordOf(recordOf(change).value);
      const line = readLine(recordOf(entry).id, value.metadata);
      for (const [list, kind, word] of LISTS) {
        // A single object where a list is expected is one item.
        const found = isRecord(value[list]) ? [value[list]] : listOf(value[list]);
        for (const raw of found) {
          count[kind] += 1;
          const name = `${word} ${count[kind]}`;
          items.push({ kind, name, position: items.length, line, raw, contacts: listOf(value.contacts) });
        }
      }
    }
  }
  return items;
}

function readLine(wabaId: unknown, metadata: unknown): Line | null {
  const { phone_number_id: id, display_phone_number: display } = recordOf(metadata);
  const phoneNumberId = firstSaid(id);
  if (!phoneNumberId) return null;
  return { wabaId: firstSaid(wabaId) ?? "", phoneNumberId, displayNumber: firstSaid(display) };
}
