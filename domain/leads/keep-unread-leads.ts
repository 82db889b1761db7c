import { sql } from "drizzle-orm";
import { z } from "zod";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { noteSubjects } from "@/domain/event-subjects";
import { announce } from "@/domain/live/announce";
import { enquiryId } from "./enquiry";
import { type FetchState, NOT_READ_YET } from "./unread";

const unreadLead = z.object({
  externalId: z.string().min(1).max(300),
  at: z.date(),
  fields: z.record(z.string(), z.unknown()).default({}),
});
export type UnreadLead = z.input<typeof unreadLead>;

/**
 * Keeps leads of which only the ids are known, so that none is lost while it cannot be read. One that came in before, as a lead of its own
 * or as part of an open one, changes nothing.
 */
export const keepUnreadLeads = command({
  name: "leads.keep_unread",
  permission: "intake.receive",
  input: z.object({ leads: z.array(unreadLead).max(5000) }),
  run: async (ctx, { leads }) => {
    const made = await insertNew(ctx, leads);
    const isNew = new Set(made);
    const kept = await prepared<{ id: string }>(
      ctx.db,
      sql`select id from leads where source = 'meta' and external_id = any(${sql.param(leads.map((lead) => lead.externalId))}::text[])`,
    );
    await noteSubjects(
      ctx,
      kept.map(({ id }) => ({ kind: "lead", id, isCreated: isNew.has(id) })),
    );
    for (const id of made) await announce(ctx, { kind: "lead", id });
    return { leadIds: kept.map(({ id }) => id), created: made.length };
  },
});

async function insertNew(ctx: Ctx, leads: z.output<typeof unreadLead>[]): Promise<string[]> {
  const rows = leads.map(({ externalId, at, fields }) => {
    const fetch: FetchState = { tries: 0, next_at: new Date().toISOString(), error: null };
    const entryId = enquiryId("meta", externalId);
    return { external_id: externalId, entry_id: entryId, at: at.toISOString(), fields: { ...fields, fetch } };
  });
  const made = await prepared<{ id: string }>(
    ctx.db,
    // In one order everywhere: two deliveries with the same leads would otherwise wait for each other.
    sql`insert into leads (source, external_id, unlinked_reason, fields, created_at)
      select 'meta', l.external_id, ${NOT_READ_YET}::text, l.fields, least(l.at, now())
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as l(external_id text, entry_id uuid, at timestamptz, fields jsonb)
      where not exists (select 1 from lead_events e where e.id = l.entry_id)
      order by l.external_id
      on conflict (source, external_id) where external_id is not null do nothing returning id`,
  );
  return made.map(({ id }) => id);
}
