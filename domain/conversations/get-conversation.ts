import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { notFound } from "@/domain/errors";
import { requirePermission } from "@/domain/permissions";
import { conversationIdInput } from "./input";
import { listMessages } from "./list-messages";
import type { CallView, ConversationDetail, ResolutionView } from "./view";

/** Instants arrive as text inside json. */
type Json<T> = {
  [Key in keyof T]: T[Key] extends Date ? string : T[Key] extends Date | null ? string | null : T[Key];
};
type Row = Omit<
  Json<ConversationDetail>,
  "call" | "resolutions" | "appointments" | "messages" | "earlier"
> & {
  call: Json<CallView> | null;
  resolutions: Json<ResolutionView>[] | null;
  appointments: Json<ConversationDetail["appointments"][number]>[] | null;
};

const instant = (text: string | null) => (text === null ? null : new Date(text));

/**
 * One conversation with its latest messages (50, or those before `before`), its call, its customer, and why it is theirs. Two statements.
 * Throws `not_found`.
 */
export async function getConversation(
  ctx: Ctx,
  id: string,
  page: { before?: string } = {},
): Promise<ConversationDetail> {
  requirePermission(ctx.actor, "conversations.read");
  if (!conversationIdInput.safeParse(id).success) throw notFound("This conversation");
  const [[row], messages] = await Promise.all([
    readConversation(ctx, id),
    listMessages(ctx, { conversationId: id, ...page }),
  ]);
  if (!row) throw notFound("This conversation");
  return {
    ...row,
    startedAt: new Date(row.startedAt),
    lastMessageAt: new Date(row.lastMessageAt),
    lastInboundAt: instant(row.lastInboundAt),
    call: row.call && {
      ...row.call,
      startedAt: instant(row.call.startedAt),
      endedAt: instant(row.call.endedAt),
    },
    resolutions: (row.resolutions ?? []).map((why) => ({ ...why, createdAt: new Date(why.createdAt) })),
    appointments: (row.appointments ?? []).map((booked) => ({
      ...booked,
      startsAt: new Date(booked.startsAt),
    })),
    ...messages,
  };
}

function readConversation(ctx: Ctx, id: string): Promise<Row[]> {
  return prepared<Row>(
    ctx.db,
    sql`select c.id, c.channel, c.status, c.contact_name "contactName", c.contact_phone "contactPhone", b.name "branchName",
        b.time_zone "timeZone", c.summary, c.started_at "startedAt", c.last_message_at "lastMessageAt",
        c.last_inbound_at "lastInboundAt",
        (select json_build_object('id', p.id, 'displayName', p.display_name, 'phoneNumber', p.phone_number, 'email', p.email,
            'customerStatus', p.customer_status, 'isNewClient', p.is_new_client)
          from customers p where p.id = c.customer_id) customer,
        (select json_build_object('id', s.id, 'provider', s.provider, 'externalId', s.external_id, 'direction', s.direction,
            'outcome', s.outcome, 'endReason', s.end_reason, 'fromNumber', s.from_number, 'toNumber', s.to_number,
            'customerPhone', s.customer_phone, 'callerEmail', s.caller_email, 'unlinkedReason', s.unlinked_reason,
            'fields', s.fields, 'startedAt', s.started_at, 'endedAt', s.ended_at, 'durationSeconds', s.duration_seconds)
          from call_sessions s where s.conversation_id = c.id limit 1) call,
        (select json_agg(json_build_object('outcome', r.outcome, 'customerId', r.customer_id, 'rawValue', r.raw_value,
            'normalForm', r.normal_form, 'rule', r.rule, 'countryAssumed', r.country_assumed, 'countrySource', r.country_source,
            'reason', r.reason, 'alternatives', r.alternatives, 'createdAt', r.created_at) order by r.created_at, r.id)
          from identity_resolutions r where (r.subject_kind = 'conversation' and r.subject_id = c.id)
            or (r.subject_kind = 'call_session' and r.subject_id in (select s.id from call_sessions s where s.conversation_id = c.id))
        ) resolutions,
        (select json_agg(json_build_object('id', a.id, 'service', a.service, 'startsAt', a.starts_at, 'status', a.status)
            order by a.starts_at)
          from call_sessions s join appointments a on a.call_session_id = s.id where s.conversation_id = c.id) appointments
      from conversations c left join branches b on b.id = c.branch_id
      where c.id = ${id}::uuid`,
  );
}
