import { sql } from "drizzle-orm";
import type { LEAD_STATUSES } from "./input";

export type LeadStatus = (typeof LEAD_STATUSES)[number];

export type LeadView = {
  id: string;
  customerId: string | null;
  customerName: string | null;
  source: string;
  externalId: string | null;
  phoneNumber: string | null;
  phoneNumberNormalized: string | null;
  displayName: string | null;
  email: string | null;
  interest: string | null;
  branchId: string | null;
  branchName: string | null;
  status: LeadStatus;
  assigneeId: string | null;
  assigneeName: string | null;
  unlinkedReason: string | null;
  isTest: boolean;
  junkAt: Date | null;
  archivedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

export type LeadRow = {
  id: string;
  customer_id: string | null;
  customer_name: string | null;
  source: string;
  external_id: string | null;
  phone_number: string | null;
  phone_number_normalized: string | null;
  display_name: string | null;
  email: string | null;
  interest: string | null;
  branch_id: string | null;
  branch_name: string | null;
  status: LeadStatus;
  assignee_id: string | null;
  assignee_name: string | null;
  unlinked_reason: string | null;
  is_test: boolean;
  junk_at: string | null;
  archived_at: string | null;
  created_at: string;
  updated_at: string;
};

/** Select list of a lead `l`, with `leadJoins` for the names. */
export const leadColumns =
  sql.raw(`l.id, l.customer_id, c.display_name customer_name, l.source, l.external_id, l.phone_number,
  l.phone_number_normalized, l.display_name, l.email, l.interest, l.branch_id, b.name branch_name, l.status,
  l.assignee_id, u.name assignee_name, l.unlinked_reason, l.is_test, l.junk_at, l.archived_at, l.created_at, l.updated_at`);
export const leadJoins =
  sql.raw(`left join customers c on c.id = l.customer_id left join branches b on b.id = l.branch_id
  left join users u on u.id = l.assignee_id`);
/** Neither put away nor marked as test or junk. */
export const isListed = sql.raw("l.archived_at is null and l.junk_at is null and not l.is_test");

export function leadView(row: LeadRow): LeadView {
  return {
    id: row.id,
    customerId: row.customer_id,
    customerName: row.customer_name,
    source: row.source,
    externalId: row.external_id,
    phoneNumber: row.phone_number,
    phoneNumberNormalized: row.phone_number_normalized,
    displayName: row.display_name,
    email: row.email,
    interest: row.interest,
    branchId: row.branch_id,
    branchName: row.branch_name,
    status: row.status,
    assigneeId: row.assignee_id,
    assigneeName: row.assignee_name,
    unlinkedReason: row.unlinked_reason,
    isTest: row.is_test,
    junkAt: row.junk_at ? new Date(row.junk_at) : null,
    archivedAt: row.archived_at ? new Date(row.archived_at) : null,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
