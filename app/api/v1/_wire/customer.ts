import { z } from "zod";
import {
  addressInput,
  areaInput,
  CUSTOMER_STATUSES,
  countryInput,
  customerStatusInput,
  displayNameInput,
  emailInput,
  phoneNumberInput,
} from "@/domain/customers/input";
import type { CustomerDetail } from "@/domain/customers/queries";
import type { CustomerView } from "@/domain/customers/view";
import { afterQuery, currency, id, instant, iso, isoOrNull, limitQuery, money, nextPage } from "./fields";

const subscription = z.object({
  plan_code: z.string(),
  status: z.string(),
  start_date: instant,
  end_date: instant,
  currency,
});

export const customer = z
  .object({
    id,
    phone_number: z.string().nullable().meta({ description: "E.164." }),
    display_name: z.string().nullable().meta({ description: "Null while it is unknown." }),
    email: z.string().nullable(),
    whatsapp_id: z.string().nullable(),
    customer_status: z.enum(CUSTOMER_STATUSES),
    ltv_amount: money,
    currency,
    is_new_client: z.boolean(),
    address: z.string().nullable(),
    area: z.string().nullable(),
    consent_status: z.enum(["pending", "granted", "withdrawn"]),
    credits_balance: z.number(),
    user_id: id.nullable(),
    subscription: subscription.nullable(),
    created_at: instant,
    last_seen_at: instant.nullable(),
  })
  .meta({ id: "Customer" });

export const customerDetail = customer.extend({
  contact_points: z.array(
    z.object({
      id,
      kind: z.string(),
      value: z.string(),
      country: z.string().nullable(),
      is_unusual: z.boolean(),
      valid_to: instant.nullable(),
    }),
  ),
  open_leads: z.array(
    z.object({
      id,
      source: z.string(),
      status: z.string(),
      interest: z.string().nullable(),
      branch: z.string().nullable(),
      created_at: instant,
    }),
  ),
  next_appointment: z
    .object({ id, service: z.string(), starts_at: instant, branch: z.string(), time_zone: z.string() })
    .nullable(),
});

export const byPhoneBody = z.strictObject({
  phone_number: phoneNumberInput.meta({
    description: "In any format people write; with `country` for national ones.",
  }),
  country: countryInput.optional().meta({ description: "ISO code that a national number is read in." }),
  display_name: displayNameInput.optional(),
  email: emailInput.optional(),
  address: addressInput.optional(),
  area: areaInput.optional(),
});

export const byPhoneAnswer = z.object({ customer, is_new_customer: z.boolean() });

export const customersQuery = z.strictObject({
  query: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: "Any part of a number in any format, or a name." }),
  status: customerStatusInput.optional(),
  limit: limitQuery,
  after: afterQuery,
});

export const customersAnswer = z.object({ customers: z.array(customer), next: nextPage });
export const customerAnswer = z.object({ customer: customerDetail });

export const customerToWire = (view: CustomerView): z.input<typeof customer> => ({
  id: view.id,
  phone_number: view.phoneNumber,
  display_name: view.displayName,
  email: view.email,
  whatsapp_id: view.whatsappId,
  customer_status: view.customerStatus,
  ltv_amount: view.ltvAmount,
  currency: view.currency,
  is_new_client: view.isNewClient,
  address: view.address,
  area: view.area,
  consent_status: view.consentStatus,
  credits_balance: view.creditsBalance,
  user_id: view.userId,
  subscription: view.subscription && {
    plan_code: view.subscription.planCode,
    status: view.subscription.status,
    start_date: iso(view.subscription.startDate),
    end_date: iso(view.subscription.endDate),
    currency: view.subscription.currency,
  },
  created_at: iso(view.createdAt),
  last_seen_at: isoOrNull(view.lastSeenAt),
});

export const customerDetailToWire = (detail: CustomerDetail): z.input<typeof customerDetail> => ({
  ...customerToWire(detail.customer),
  contact_points: detail.contactPoints.map((point) => ({
    id: point.id,
    kind: point.kind,
    value: point.value,
    country: point.country,
    is_unusual: point.isUnusual,
    valid_to: isoOrNull(point.validTo),
  })),
  open_leads: detail.openLeads.map((lead) => ({
    id: lead.id,
    source: lead.source,
    status: lead.status,
    interest: lead.interest,
    branch: lead.branchName,
    created_at: iso(lead.createdAt),
  })),
  next_appointment: detail.nextAppointment && {
    id: detail.nextAppointment.id,
    service: detail.nextAppointment.service,
    starts_at: iso(detail.nextAppointment.startsAt),
    branch: detail.nextAppointment.branchName,
    time_zone: detail.nextAppointment.timeZone,
  },
});
