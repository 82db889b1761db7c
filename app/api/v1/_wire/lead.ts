import { z } from "zod";
import { countryInput, displayNameInput, phoneNumberInput } from "@/domain/customers/input";
import {
  LEAD_STATUSES,
  LEAD_VIEWS,
  leadNoteInput,
  leadSourceInput,
  leadStatusInput,
  leadViewInput,
  listLeadsInput,
  updateLeadInput,
  walkInInput,
} from "@/domain/leads/input";
import type { LeadDetail } from "@/domain/leads/lead-detail";
import type { LeadView } from "@/domain/leads/view";
import { customer } from "./customer";
import { afterQuery, id, instant, iso, isoOrNull, limitQuery, nextPage, text } from "./fields";

export const lead = z
  .object({
    id,
    customer_id: id.nullable(),
    customer_name: z.string().nullable(),
    source: z.string(),
    external_id: z.string().nullable(),
    phone_number: z.string().nullable().meta({ description: "As received." }),
    phone_number_normalized: z
      .string()
      .nullable()
      .meta({ description: "E.164, or null while it cannot be read." }),
    display_name: z.string().nullable(),
    email: z.string().nullable(),
    interest: z.string().nullable(),
    branch: z.string().nullable().meta({ description: "The branch's name." }),
    branch_id: id.nullable(),
    status: z.enum(LEAD_STATUSES),
    assignee: z.string().nullable().meta({ description: "The staff member's name." }),
    assignee_id: id.nullable(),
    unlinked_reason: z.string().nullable().meta({ description: "Why no customer is linked." }),
    is_test: z.boolean(),
    junk_at: instant.nullable(),
    archived_at: instant.nullable(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "Lead" });

export const leadsQuery = z.strictObject({
  phone_number: text(100)
    .trim()
    .min(1, "is empty")
    .optional()
    .meta({ description: "In any spelling; finds leads that are linked or not." }),
  status: leadStatusInput.optional(),
  source: leadSourceInput.optional(),
  branch: listLeadsInput.shape.branch.meta({ description: 'A branch\'s code or id, or "none".' }),
  assignee: listLeadsInput.shape.assignee.meta({
    description: 'A staff member\'s id or e-mail address, "me", or "unassigned".',
  }),
  linked: z
    .enum(["true", "false"], { error: "expected one of true, false" })
    .transform((word) => word === "true")
    .optional()
    .meta({ description: "Whether a customer is linked." }),
  view: leadViewInput
    .optional()
    .meta({ description: `What was put away is in no list unless asked for: ${LEAD_VIEWS.join(", ")}.` }),
  limit: limitQuery,
  after: afterQuery,
});
export const leadsAnswer = z.object({ leads: z.array(lead), next: nextPage });

const leadDetail = lead.extend({
  events: z.array(
    z.object({
      id,
      kind: z.string(),
      body: z.string().nullable(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      actor: z.string().nullable().meta({ description: "Who did it; null for a channel." }),
      at: instant,
    }),
  ),
});
export const leadAnswer = z.object({ lead: leadDetail });

const change = updateLeadInput.shape;
export const leadChangeBody = z.strictObject({
  phone_number: change.phoneNumber.meta({
    description: "In any format. The lead links at once to the number's customer, who is created if need be.",
  }),
  country: change.country.meta({ description: "ISO code that a national number is read in." }),
  status: change.status,
  assignee: change.assignee.meta({
    description: 'A staff member\'s id or e-mail address, "me", or "unassigned".',
  }),
  branch: change.branch.meta({ description: 'A branch\'s code or id, or "none".' }),
  interest: change.interest.meta({ description: "An empty text clears it." }),
  is_test: change.isTest,
  junk: change.junk,
  archived: change.archived,
});

export const leadNoteBody = z.strictObject({ body: leadNoteInput.shape.body });

export const walkInBody = z.strictObject({
  phone_number: phoneNumberInput,
  country: countryInput.optional(),
  display_name: displayNameInput.optional(),
  branch: walkInInput.shape.branch.meta({
    description: "A branch's code or id. May be left out when there is only one.",
  }),
  interest: walkInInput.shape.interest,
  assignee: walkInInput.shape.assignee.meta({ description: "A staff member's id or e-mail address." }),
});
export const walkInAnswer = z.object({ lead, customer, is_new_customer: z.boolean() });

export const leadToWire = (view: LeadView): z.input<typeof lead> => ({
  id: view.id,
  customer_id: view.customerId,
  customer_name: view.customerName,
  source: view.source,
  external_id: view.externalId,
  phone_number: view.phoneNumber,
  phone_number_normalized: view.phoneNumberNormalized,
  display_name: view.displayName,
  email: view.email,
  interest: view.interest,
  branch: view.branchName,
  branch_id: view.branchId,
  status: view.status,
  assignee: view.assigneeName,
  assignee_id: view.assigneeId,
  unlinked_reason: view.unlinkedReason,
  is_test: view.isTest,
  junk_at: isoOrNull(view.junkAt),
  archived_at: isoOrNull(view.archivedAt),
  created_at: iso(view.createdAt),
  updated_at: iso(view.updatedAt),
});

export const leadDetailToWire = ({ lead, events }: LeadDetail): z.input<typeof leadDetail> => ({
  ...leadToWire(lead),
  events: events.map((event) => ({
    id: event.id,
    kind: event.kind,
    body: event.body,
    before: event.beforeName ?? event.before,
    after: event.afterName ?? event.after,
    actor: event.actorName,
    at: iso(event.at),
  })),
});
