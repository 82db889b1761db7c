import { sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import type { SubjectKind } from "@/domain/event-subjects";

/** What an event made or touched, as much of it as a person needs to recognise it and to go there. */
export type SubjectView = {
  kind: SubjectKind;
  id: string;
  isCreated: boolean;
  /** Whose it is; null when the name is not known. */
  name: string | null;
  /** A message's words or an appointment's service; null for the others. */
  words: string | null;
  conversationId: string | null;
  customerId: string | null;
  /** An appointment's time and day by its branch's clock. */
  startsAt: Date | null;
  day: string | null;
};
export type EventSubjects = { shown: SubjectView[]; made: number; touched: number };

type Row = {
  subject_kind: SubjectKind;
  subject_id: string;
  is_created: boolean;
  name: string | null;
  words: string | null;
  conversation_id: string | null;
  customer_id: string | null;
  starts_at: string | null;
  day: string | null;
};

const SHOWN = 100;
const WORDS_SHOWN = 120;

/** Asks for no permission: only `getEvent`, which has asked, calls it. */
export async function subjectsOfEvent(ctx: Ctx, eventId: string): Promise<EventSubjects> {
  const rows = await prepared<Row>(
    ctx.db,
    sql`select s.subject_kind, s.subject_id, s.is_created, left(coalesce(m.body, a.service), ${WORDS_SHOWN}::int) words,
        coalesce(owner.display_name, v.contact_name, k.caller_name, l.display_name, a.contact_name) as name,
        coalesce(v.id, k.conversation_id, a.conversation_id) conversation_id, owner.id customer_id, a.starts_at,
        to_char(a.starts_at at time zone b.time_zone, 'YYYY-MM-DD') as day
      from (select * from webhook_event_subjects where event_id = ${eventId}::uuid
        order by is_created desc, subject_kind, subject_id limit ${atMost(SHOWN)}) s
      left join messages m on s.subject_kind = 'message' and m.id = s.subject_id
      left join conversations v on v.id = case s.subject_kind when 'conversation' then s.subject_id else m.conversation_id end
      left join call_sessions k on s.subject_kind = 'call_session' and k.id = s.subject_id
      left join leads l on s.subject_kind = 'lead' and l.id = s.subject_id
      left join appointments a on s.subject_kind = 'appointment' and a.id = s.subject_id
      left join branches b on b.id = a.branch_id
      left join customers owner on owner.id = case s.subject_kind when 'customer' then s.subject_id
        else coalesce(v.customer_id, k.customer_id, l.customer_id, a.customer_id) end
      order by s.is_created desc, s.subject_kind, s.subject_id`,
  );
  const [counted] = await prepared<{ made: number; touched: number }>(
    ctx.db,
    sql`select count(*) filter (where is_created)::int made, count(*) filter (where not is_created)::int touched
      from webhook_event_subjects where event_id = ${eventId}::uuid`,
  );
  return { shown: rows.map(viewOf), made: counted?.made ?? 0, touched: counted?.touched ?? 0 };
}

const viewOf = (row: Row): SubjectView => ({
  kind: row.subject_kind,
  id: row.subject_id,
  isCreated: row.is_created,
  name: row.name,
  words: row.words,
  conversationId: row.conversation_id,
  customerId: row.customer_id,
  startsAt: row.starts_at ? new Date(row.starts_at) : null,
  day: row.day,
});
