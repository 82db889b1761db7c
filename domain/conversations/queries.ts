import { sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import { parseInput } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { decodeCursor, encodeCursor } from "@/domain/cursor";
import { requirePermission } from "@/domain/permissions";
import { listConversationsInput } from "./input";
import type { Channel } from "./view";

export type ConversationItem = {
  id: string;
  channel: Channel;
  status: "open" | "closed";
  customerId: string | null;
  /** Null when nobody is linked or the name is not known: the screen says "Unknown". */
  customerName: string | null;
  /** As the channel knows the other side; shown while nobody is linked. */
  contactName: string | null;
  contactPhone: string | null;
  branchName: string | null;
  summary: string | null;
  lastMessage: { author: "customer" | "agent" | "staff" | "system"; body: string | null } | null;
  startedAt: Date;
  lastMessageAt: Date;
};

type Row = {
  id: string;
  channel: Channel;
  status: ConversationItem["status"];
  customer_id: string | null;
  display_name: string | null;
  contact_name: string | null;
  contact_phone: string | null;
  branch: string | null;
  summary: string | null;
  last_author: NonNullable<ConversationItem["lastMessage"]>["author"] | null;
  last_body: string | null;
  started_at: string;
  last_message_at: string;
};

const PREVIEW_CHARACTERS = 200;

/** Newest first by keyset, each with its customer's name and its last message. `linked: false` lists those that belong to nobody. */
export async function listConversations(
  ctx: Ctx,
  raw: { limit?: number; after?: string; channel?: string; status?: string; linked?: boolean } = {},
): Promise<{ conversations: ConversationItem[]; next: string | null }> {
  requirePermission(ctx.actor, "conversations.read");
  const input = parseInput(listConversationsInput, raw);
  const after = decodeCursor(input.after);
  const linked = input.linked ? sql`and c.customer_id is not null` : sql`and c.customer_id is null`;
  const rows = await prepared<Row>(
    ctx.db,
    // The preview is read per row of the page by its index, after the page is cut; joining first would read it for every row.
    sql`select c.*, customer.display_name, b.name branch, m.author last_author, m.body last_body
      from (select c.id, c.channel, c.status, c.customer_id, c.branch_id, c.contact_name, c.contact_phone, c.summary, c.started_at,
          c.last_message_at
        from conversations c
        where true ${after ? sql`and (c.last_message_at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
          ${input.channel ? sql`and c.channel = ${input.channel}` : sql``} ${input.status ? sql`and c.status = ${input.status}` : sql``}
          ${input.linked === undefined ? sql`` : linked}
        order by c.last_message_at desc, c.id desc limit ${atMost(input.limit + 1)}) c
      left join customers customer on customer.id = c.customer_id
      left join branches b on b.id = c.branch_id
      left join lateral (select author, left(body, ${PREVIEW_CHARACTERS}::int) body from messages
        where conversation_id = c.id order by sent_at desc, position desc limit 1) m on true
      order by c.last_message_at desc, c.id desc`,
  );
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    conversations: page.map(itemOf),
    next: last ? encodeCursor({ at: last.last_message_at, id: last.id }) : null,
  };
}

function itemOf(row: Row): ConversationItem {
  return {
    id: row.id,
    channel: row.channel,
    status: row.status,
    customerId: row.customer_id,
    customerName: row.display_name,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    branchName: row.branch,
    summary: row.summary,
    lastMessage: row.last_author && { author: row.last_author, body: row.last_body },
    startedAt: new Date(row.started_at),
    lastMessageAt: new Date(row.last_message_at),
  };
}
