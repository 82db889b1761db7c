import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { decodeCursor, encodeCursor } from "@/domain/cursor";
import { requirePermission } from "@/domain/permissions";

export const TIMELINE_KINDS = ["conversation", "appointment", "lead", "note", "change"] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** One entry, newest first. `title` and `detail` are words of the data; the screen adds its own. */
export type TimelineEntry = {
  id: string;
  kind: TimelineKind;
  at: Date;
  title: string | null;
  detail: string | null;
  status: string | null;
  /** Channel of a conversation, source of a lead, action of a change. */
  origin: string | null;
  actorName: string | null;
};

type Row = {
  id: string;
  kind: TimelineKind;
  at: string;
  title: string | null;
  detail: string | null;
  status: string | null;
  origin: string | null;
  actor: string | null;
};

const PAGE = 50;

/** Everything that happened with a customer in one list. Each source is read newest first by its own index, then merged. */
export async function customerTimeline(
  ctx: Ctx,
  input: { customerId: string; kind?: TimelineKind; before?: string },
): Promise<{ entries: TimelineEntry[]; next: string | null }> {
  requirePermission(ctx.actor, "customers.read");
  const before = decodeCursor(input.before);
  const id = sql`${input.customerId}::uuid`;
  const page = (
    column: string,
  ) => sql`${before ? sql`and ${sql.raw(column)} < ${before.at}::timestamptz` : sql``}
    order by ${sql.raw(column)} desc limit ${PAGE + 1}`;
  const sources = {
    conversation: sql`(select v.id::text, 'conversation' kind, v.last_message_at at, v.summary title,
        (select m.body from messages m where m.conversation_id = v.id order by m.sent_at desc, m.position desc limit 1) detail,
        v.status, v.channel origin, null::text actor
      from conversations v where v.customer_id = ${id} ${page("v.last_message_at")})`,
    appointment: sql`(select a.id::text, 'appointment' kind, a.created_at at, a.service title,
        to_char(a.starts_at at time zone b.time_zone, 'Dy DD Mon YYYY, HH24:MI') || ' · ' || b.name detail, a.status,
        case when a.call_session_id is null then 'desk' else 'voice' end origin, null::text actor
      from appointments a join branches b on b.id = a.branch_id where a.customer_id = ${id} ${page("a.created_at")})`,
    lead: sql`(select l.id::text, 'lead' kind, l.created_at at, l.interest title, b.name detail, l.status, l.source origin, u.name actor
      from leads l left join branches b on b.id = l.branch_id left join users u on u.id = l.assignee_id
      where l.customer_id = ${id} and l.junk_at is null and not l.is_test ${page("l.created_at")})`,
    note: sql`(select n.id::text, 'note' kind, n.created_at at, null::text title, n.body detail, null::text status, null::text origin,
        u.name actor
      from customer_notes n left join users u on u.id = n.author_id
      where n.customer_id = ${id} and n.deleted_at is null ${page("n.created_at")})`,
    change: sql`(select e.id::text, 'change' kind, e.at, null::text title,
        (select string_agg(field, ', ') from jsonb_array_elements_text(e.changes->'fields') field) detail, null::text status,
        e.action origin, u.name actor
      from audit_events e left join users u on e.actor_kind = 'user' and u.id::text = e.actor_id
      where e.subject_kind = 'customer' and e.subject_id = ${input.customerId}::text
        and e.action not in ('customers.viewed', 'customers.add_note') ${page("e.at")})`,
  };
  const wanted = input.kind ? [sources[input.kind]] : Object.values(sources);
  const rows = await prepared<Row>(
    ctx.db,
    sql`select * from (${sql.join(wanted, sql` union all `)}) entries order by at desc, id desc limit ${PAGE + 1}`,
  );
  const entries = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? entries.at(-1) : undefined;
  return {
    entries: entries.map(({ at, actor, ...entry }) => ({ ...entry, at: new Date(at), actorName: actor })),
    next: last ? encodeCursor({ at: last.at, id: input.customerId }) : null,
  };
}
