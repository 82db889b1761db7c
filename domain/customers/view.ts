import { sql } from "drizzle-orm";
import type { CUSTOMER_STATUSES } from "./input";

export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number];

export type CustomerView = {
  id: string;
  phoneNumber: string | null;
  displayName: string | null;
  email: string | null;
  whatsappId: string | null;
  customerStatus: CustomerStatus;
  /** A decimal string with two places, in `currency`. */
  ltvAmount: string;
  currency: string;
  isNewClient: boolean;
  address: string | null;
  area: string | null;
  consentStatus: "pending" | "granted" | "withdrawn";
  creditsBalance: number;
  userId: string | null;
  source: string | null;
  subscription: SubscriptionView | null;
  createdAt: Date;
  lastSeenAt: Date | null;
};

export type SubscriptionView = {
  planCode: string;
  planName: string;
  status: string;
  startDate: Date;
  endDate: Date;
  currency: string;
};

export type CustomerRow = {
  id: string;
  phone_number: string | null;
  display_name: string | null;
  email: string | null;
  whatsapp_id: string | null;
  customer_status: CustomerStatus;
  ltv_usd: string;
  is_new_client: boolean;
  address: string | null;
  area: string | null;
  consent_status: CustomerView["consentStatus"];
  credits_balance: number;
  user_id: string | null;
  source: string | null;
  created_at: string;
  last_seen_at: string | null;
  subscription: {
    plan_code: string;
    plan_name: string;
    status: string;
    start_date: string;
    end_date: string;
    currency: string;
  } | null;
};

/** Select list of a customer `c`, with login and running subscription by their unique indexes: one row, no join to multiply it. */
export const customerColumns = sql.raw(`
  c.id, c.phone_number, c.display_name, c.email, c.whatsapp_id, c.customer_status, c.ltv_usd, c.is_new_client, c.address, c.area,
  c.consent_status, c.credits_balance, c.source, c.created_at, c.last_seen_at,
  (select u.id from users u where u.customer_id = c.id) user_id,
  (select json_build_object('plan_code', s.plan_code, 'plan_name', p.name, 'status', s.status, 'start_date', s.start_date,
      'end_date', s.end_date, 'currency', s.currency)
    from subscriptions s join subscription_plans p on p.code = s.plan_code
    where s.customer_id = c.id and s.status in ('active', 'cancel_scheduled')) subscription`);

/** LTV is kept in US dollars, whatever the plan's currency is. */
export const LTV_CURRENCY = "USD";

export function customerView(row: CustomerRow): CustomerView {
  return {
    id: row.id,
    phoneNumber: row.phone_number,
    displayName: row.display_name,
    email: row.email,
    whatsappId: row.whatsapp_id,
    customerStatus: row.customer_status,
    ltvAmount: row.ltv_usd,
    currency: LTV_CURRENCY,
    isNewClient: row.is_new_client,
    address: row.address,
    area: row.area,
    consentStatus: row.consent_status,
    creditsBalance: row.credits_balance,
    userId: row.user_id,
    source: row.source,
    subscription: row.subscription && {
      planCode: row.subscription.plan_code,
      planName: row.subscription.plan_name,
      status: row.subscription.status,
      startDate: new Date(row.subscription.start_date),
      endDate: new Date(row.subscription.end_date),
      currency: row.subscription.currency,
    },
    createdAt: new Date(row.created_at),
    lastSeenAt: row.last_seen_at ? new Date(row.last_seen_at) : null,
  };
}
