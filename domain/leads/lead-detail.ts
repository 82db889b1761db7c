import { sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { idInput } from "@/domain/customers/input";
import { notFound } from "@/domain/errors";
import { requirePermission } from "@/domain/permissions";
import type { LeadEventKind } from "./lead-events";
import { type LeadRow, type LeadView, leadColumns, leadJoins, leadView } from "./view";

/** One step of a lead's history: `before` and `after` as stored, and the names of the people or places that they are the ids of. */
export type LeadEventView = {
  id: string;
  kind: LeadEventKind;
  body: string | null;
  before: string | null;
  after: string | null;
  beforeName: string | null;
  afterName: string | null;
  actorName: string | null;
  at: Date;
};

export type LeadDetail = {
  lead: LeadView;
  events: LeadEventView[];
  /** Whether the history is longer than what is shown. */
  hasOlderEvents: boolean;
};

type EventRow = {
  id: string;
  kind: LeadEventKind;
  body: string | null;
  before: string | null;
  after: string | null;
  before_name: string | null;
  after_name: string | null;
  actor: string | null;
  created_at: string;
};

const EVENTS_SHOWN = 200;

/** One lead with its history, newest first. Throws `not_found`. */
export async function getLeadDetail(ctx: Ctx, id: string): Promise<LeadDetail> {
  requirePermission(ctx.actor, "leads.read");
  if (!idInput.safeParse(id).success) throw notFound("This lead");
  const [[row], events] = await Promise.all([
    prepared<LeadRow>(ctx.db, sql`select ${leadColumns} from leads l ${leadJoins} where l.id = ${id}::uuid`),
    readEvents(ctx, id),
  ]);
  if (!row) throw notFound("This lead");
  return {
    lead: leadView(row),
    events: events.slice(0, EVENTS_SHOWN).map(({ created_at, actor, before_name, after_name, ...event }) => ({
      ...event,
      beforeName: before_name,
      afterName: after_name,
      actorName: actor,
      at: new Date(created_at),
    })),
    hasOlderEvents: events.length > EVENTS_SHOWN,
  };
}

function readEvents(ctx: Ctx, leadId: string): Promise<EventRow[]> {
  const nameOf = (value: "before" | "after") => {
    const stored = sql.raw(`e."${value}"`);
    // CASE keeps the cast from meeting anything but an id.
    return sql`case when ${stored} !~ '^[0-9a-f-]{36}$' then null
      when e.kind = 'assignee' then (select name from users where id = ${stored}::uuid)
      when e.kind = 'branch' then (select name from branches where id = ${stored}::uuid) end`;
  };
  return prepared<EventRow>(
    ctx.db,
    sql`select e.id, e.kind, e.body, e.before, e.after, ${nameOf("before")} before_name, ${nameOf("after")} after_name,
        coalesce(u.name, k.name) actor, e.created_at
      from lead_events e left join users u on u.id = e.actor_id left join api_keys k on k.id = e.actor_id
      where e.lead_id = ${leadId}::uuid order by e.created_at desc, e.id desc limit ${atMost(EVENTS_SHOWN + 1)}`,
  );
}
