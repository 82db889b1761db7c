import { z } from "zod";
import { countryInput, displayNameInput, phoneNumberInput } from "@/domain/customers/input";
import { walkInInput } from "@/domain/leads/input";
import type { LeadView } from "@/domain/leads/queries";
import { customer } from "./customer";
import { afterQuery, id, instant, iso, limitQuery, nextPage, text } from "./fields";

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
    branch: z.string().nullable(),
    status: z.string(),
    assignee: z.string().nullable(),
    unlinked_reason: z.string().nullable().meta({ description: "Why no customer is linked." }),
    created_at: instant,
  })
  .meta({ id: "Lead" });

export const leadsQuery = z.strictObject({
  phone_number: text(100)
    .trim()
    .min(1, "is empty")
    .optional()
    .meta({ description: "In any spelling; finds leads that are linked or not." }),
  limit: limitQuery,
  after: afterQuery,
});
export const leadsAnswer = z.object({ leads: z.array(lead), next: nextPage });

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
  status: view.status,
  assignee: view.assigneeName,
  unlinked_reason: view.unlinkedReason,
  created_at: iso(view.createdAt),
});
