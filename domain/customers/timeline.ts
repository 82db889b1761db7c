import { type SQL, sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { isInstant } from "@/domain/cursor";
import { AppError } from "@/domain/errors";
import { may, type Permission, requirePermission } from "@/domain/permissions";

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

/** What a kind's entries tell is told only to those who may read it where it lives. */
const NEEDS: Record<TimelineKind, Permission> = {
  conversation: "conversations.read",
  appointment: "appointments.read",
  lead: "leads.read",
  note: "customers.read",
  change: "customers.read",
};

/** A place in the list. Entries of one instant are told apart by their id, which is not always a UUID. */
type Place = { at: string; id: string };

function decodePlace(text: string | undefined): Place | null {
  if (!text) return null;
  const [at = "", id = ""] = Buffer.from(text, "base64url").toString("utf8").split("|");
  if (isInstant(at) && /^[0-9a-f-]{1,36}$/.test(id)) return { at, id };
  throw new AppError("invalid", "The page cannot be found.", {
    fields: [{ field: "before", message: "expected the `next` of an earlier answer" }],
  });
}

/** The newest of one source, from a place on. The first bound is the index's; the second leaves out what was shown of the same instant. */
function page(before: Place | null, column: string, key: string): SQL {
  const [at, id] = [sql.raw(column), sql.raw(`${key}::text`)];
  const from = before
    ? sql`and ${at} <= ${before.at}::timestamptz and (${at}, ${id}) < (${before.at}::timestamptz, ${before.id}::text)`
    : sql``;
  return sql`${from} order by ${at} desc, ${id} desc limit ${atMost(PAGE + 1)}`;
}

/** Everything that happened with a customer in one list. Each source is read newest first by its own index, then merged. */
export async function customerTimeline(
  ctx: Ctx,
  input: { customerId: string; kind?: TimelineKind; before?: string },
): Promise<{ entries: TimelineEntry[]; next: string | null }> {
  requirePermission(ctx.actor, "customers.read");
  const before = decodePlace(input.before);
  const id = sql`${input.customerId}::uuid`;
  const sources = {
    conversation: sql`(select v.id::text, 'conversation' kind, v.last_message_at at, v.summary title,
        (select m.body from messages m where m.conversation_id = v.id order by m.sent_at desc, m.position desc limit 1) detail,
        v.status, v.channel origin, null::text actor
      from conversations v where v.customer_id = ${id} ${page(before, "v.last_message_at", "v.id")})`,
    appointment: sql`(select a.id::text, 'appointment' kind, a.created_at at, a.service title,
        to_char(a.starts_at at time zone b.time_zone, 'Dy DD Mon YYYY, HH24:MI') || ' · ' || b.name detail, a.status,
        case when a.call_session_id is null then 'desk' else 'voice' end origin, null::text actor
      from appointments a join branches b on b.id = a.branch_id where a.customer_id = ${id} ${page(before, "a.created_at", "a.id")})`,
    lead: sql`(select l.id::text, 'lead' kind, l.created_at at, l.interest title, b.name detail, l.status, l.source origin, u.name actor
      from leads l left join branches b on b.id = l.branch_id left join users u on u.id = l.assignee_id
      where l.customer_id = ${id} and l.junk_at is null and not l.is_test ${page(before, "l.created_at", "l.id")})`,
    note: sql`(select n.id::text, 'note' kind, n.created_at at, null::text title, n.body detail, null::text status, null::text origin,
        u.name actor
      from customer_notes n left join users u on u.id = n.author_id
      where n.customer_id = ${id} and n.deleted_at is null ${page(before, "n.created_at", "n.id")})`,
    change: sql`(select e.id::text, 'change' kind, e.at, null::text title,
        (select string_agg(field, ', ') from jsonb_array_elements_text(e.changes->'fields') field) detail, null::text status,
        e.action origin, u.name actor
      from audit_events e left join users u on e.actor_kind = 'user' and u.id::text = e.actor_id
      where e.subject_kind = 'customer' and e.subject_id = ${input.customerId}::text
        and e.action not in ('customers.viewed', 'customers.add_note') ${page(before, "e.at", "e.id")})`,
  };
  const wanted = TIMELINE_KINDS.filter(
    (kind) => (!input.kind || kind === input.kind) && may(ctx.actor, NEEDS[kind]),
  );
  if (wanted.length === 0) return { entries: [], next: null };
  const parts = wanted.map((kind) => sources[kind]);
  const rows = await prepared<Row>(
    ctx.db,
    sql`select * from (${sql.join(parts, sql` union all `)}) entries order by at desc, id desc limit ${atMost(PAGE + 1)}`,
  );
  const entries = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? entries.at(-1) : undefined;
  return {
    entries: entries.map(({ at, actor, ...entry }) => ({ ...entry, at: new Date(at), actorName: actor })),
    next: last ? Buffer.from(`${last.at}|${last.id}`).toString("base64url") : null,
  };
}
