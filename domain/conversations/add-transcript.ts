import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";

export type Transcript = {
  conversationId: string;
  /** With the call's id and a line's place, the name under which a line is stored once. */
  scope: string;
  callId: string;
  lines: { role: "agent" | "customer" | "system"; text: string; atSeconds: number | null }[];
  startedAt: Date;
  /** Whether this transcript beats one that is stored already; else only lines beyond it are added. */
  replaces: boolean;
};

/** Stores a transcript's lines as messages, in one statement however many they are. */
export async function addTranscript(ctx: Ctx, transcript: Transcript): Promise<void> {
  if (transcript.lines.length === 0) return;
  const lines = placeLines(transcript).map((line) => ({
    ...line,
    external_id: `${transcript.callId}:${line.position}`,
  }));
  // A transcript changes its words, never its lines' names, so the repetition of an event finds nothing that differs.
  const conflict = transcript.replaces
    ? sql`do update set body = excluded.body, author = excluded.author, direction = excluded.direction, sent_at = excluded.sent_at
        where messages.body is distinct from excluded.body or messages.author <> excluded.author or messages.sent_at <> excluded.sent_at`
    : sql`do nothing`;
  await prepared(
    ctx.db,
    sql`insert into messages (conversation_id, external_scope, external_id, direction, author, body, status, position, sent_at)
      select ${transcript.conversationId}::uuid, ${transcript.scope}::text, l.external_id,
        case when l.author = 'customer' then 'in' else 'out' end, l.author, l.body, 'received', l.position, l.sent_at
      from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb)
        as l(external_id text, author text, body text, position int, sent_at timestamptz)
      on conflict (external_scope, external_id) where external_id is not null ${conflict}`,
  );
}

/**
 * Gives each line its instant. A line that says no time, or an earlier one than the line before it (people talk over each other),
 * takes the time of that line, so that a thread sorted by time and position reads in the transcript's order.
 */
function placeLines(transcript: Pick<Transcript, "lines" | "startedAt">) {
  let seconds = 0;
  return transcript.lines.map((line, position) => {
    seconds = Math.max(seconds, line.atSeconds ?? 0);
    const sentAt = new Date(transcript.startedAt.getTime() + seconds * 1000);
    return { author: line.role, body: line.text, position, sent_at: sentAt.toISOString() };
  });
}
