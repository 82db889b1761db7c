import { sql } from "drizzle-orm";
import { atMost, prepared } from "@/db/prepared";
import { parseInput } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { decodeCursor, encodeCursor } from "@/domain/cursor";
import { notFound } from "@/domain/errors";
import { requirePermission } from "@/domain/permissions";
import { readQuery } from "@/domain/phone/query";
import { idInput, listCustomersInput } from "./input";
import { phoneContext } from "./phone-context";
import { findCustomers } from "./search";
import { readViews } from "./search-hits";
import { type CustomerRow, type CustomerView, customerColumns, customerView } from "./view";

export type ContactPointView = {
  id: string;
  kind: string;
  value: string;
  country: string | null;
  isUnusual: boolean;
  validTo: Date | null;
};
export type OpenLead = {
  id: string;
  source: string;
  status: string;
  interest: string | null;
  branchName: string | null;
  createdAt: Date;
};
export type NextAppointment = {
  id: string;
  service: string;
  startsAt: Date;
  branchName: string;
  timeZone: string;
};

export type CustomerDetail = {
  /** The id that was asked for; differs from customer.id when that one was merged into this customer. */
  requestedId: string;
  customer: CustomerView;
  contactPoints: ContactPointView[];
  openLeads: OpenLead[];
  nextAppointment: NextAppointment | null;
  conversationCount: number;
};

type DetailRow = CustomerRow & {
  contact_points:
    | {
        id: string;
        kind: string;
        value: string;
        country: string | null;
        is_unusual: boolean;
        valid_to: string | null;
      }[]
    | null;
  open_leads:
    | {
        id: string;
        source: string;
        status: string;
        interest: string | null;
        branch: string | null;
        created_at: string;
      }[]
    | null;
  next_appointment: {
    id: string;
    service: string;
    starts_at: string;
    branch: string;
    time_zone: string;
  } | null;
  conversation_count: number;
};

/** One customer with everything the page's head shows, in one statement. A merged id leads to the survivor. Throws `not_found`. */
export async function getCustomer(ctx: Ctx, id: string): Promise<CustomerDetail> {
  requirePermission(ctx.actor, "customers.read");
  if (!idInput.safeParse(id).success) throw notFound("This customer");
  const [row] = await prepared<DetailRow>(
    ctx.db,
    sql`with recursive survivor as (
        select id, merged_into_id from customers where id = ${id}::uuid
        union select m.id, m.merged_into_id from customers m join survivor s on m.id = s.merged_into_id)
      select ${customerColumns},
        (select json_agg(p order by p.valid_to nulls first, p.valid_from) from (
          select id, kind, value, country, is_unusual, valid_from, valid_to from contact_points where customer_id = c.id) p) contact_points,
        (select json_agg(l order by l.created_at desc) from (
          select l.id, l.source, l.status, l.interest, b.name branch, l.created_at from leads l left join branches b on b.id = l.branch_id
          where l.customer_id = c.id and l.archived_at is null and l.junk_at is null and not l.is_test
            and l.status in ('new', 'contacted', 'qualified') order by l.created_at desc limit 20) l) open_leads,
        (select json_build_object('id', a.id, 'service', a.service, 'starts_at', a.starts_at, 'branch', b.name, 'time_zone', b.time_zone)
          from appointments a join branches b on b.id = a.branch_id
          where a.customer_id = c.id and a.status = 'booked' and a.starts_at >= now() order by a.starts_at limit 1) next_appointment,
        (select count(*)::int from (select 1 from conversations v where v.customer_id = c.id limit 1001) capped) conversation_count
      from customers c join survivor s on s.id = c.id
      where s.merged_into_id is null and c.deleted_at is null`,
  );
  if (!row) throw notFound("This customer");
  return {
    requestedId: id,
    customer: customerView(row),
    contactPoints: (row.contact_points ?? []).map((point) => ({
      id: point.id,
      kind: point.kind,
      value: point.value,
      country: point.country,
      isUnusual: point.is_unusual,
      validTo: point.valid_to ? new Date(point.valid_to) : null,
    })),
    openLeads: (row.open_leads ?? []).map((lead) => ({
      id: lead.id,
      source: lead.source,
      status: lead.status,
      interest: lead.interest,
      branchName: lead.branch,
      createdAt: new Date(lead.created_at),
    })),
    nextAppointment: row.next_appointment && {
      id: row.next_appointment.id,
      service: row.next_appointment.service,
      startsAt: new Date(row.next_appointment.starts_at),
      branchName: row.next_appointment.branch,
      timeZone: row.next_appointment.time_zone,
    },
    conversationCount: row.conversation_count,
  };
}

/** Newest first, by keyset. With `query` it is the phone search: best match first, one page. */
export async function listCustomers(
  ctx: Ctx,
  raw: { query?: string; status?: string; limit?: number; after?: string },
): Promise<{ customers: CustomerView[]; next: string | null }> {
  requirePermission(ctx.actor, "customers.read");
  const input = parseInput(listCustomersInput, raw);
  if (input.query) {
    const query = readQuery(input.query, await phoneContext(ctx));
    const customers = await findCustomers({ ctx, query, limit: input.limit, read: readViews });
    return {
      customers: customers.filter((c) => !input.status || c.customerStatus === input.status),
      next: null,
    };
  }
  const after = decodeCursor(input.after);
  const rows = await prepared<CustomerRow>(
    ctx.db,
    sql`select ${customerColumns} from customers c
      where c.merged_into_id is null and c.deleted_at is null
        ${input.status ? sql`and c.customer_status = ${input.status}` : sql``}
        ${after ? sql`and (c.created_at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
      order by c.created_at desc, c.id desc limit ${atMost(input.limit + 1)}`,
  );
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    customers: page.map(customerView),
    next: last ? encodeCursor({ at: last.created_at, id: last.id }) : null,
  };
}

/** In the order of the ids given. */
export async function customersByIds(ctx: Ctx, ids: string[]): Promise<CustomerView[]> {
  if (ids.length === 0) return [];
  const rows = await prepared<CustomerRow>(
    ctx.db,
    sql`select ${customerColumns} from unnest(${sql.param(ids)}::uuid[]) with ordinality wanted (id, position)
      join customers c on c.id = wanted.id order by wanted.position`,
  );
  return rows.map(customerView);
}
