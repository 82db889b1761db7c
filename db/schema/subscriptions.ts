import { sql } from "drizzle-orm";
import { check, index, integer, numeric, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf } from "./columns";
import { customers } from "./customers";

/**
 * What a plan costs and gives. Percentages are whole numbers with at most two decimals; money is numeric, in `currency`.
 * Lifecycle: edited by an admin, retired by `retired_at`. Hot query: by code.
 */
export const subscriptionPlans = pgTable(
  "subscription_plans",
  {
    code: text("code").primaryKey(),
    name: text("name").notNull(),
    priceAmount: numeric("price_amount", { precision: 14, scale: 2 }).notNull(),
    currency: text("currency").notNull(),
    durationDays: integer("duration_days").notNull(),
    shippingDiscountPercent: numeric("shipping_discount_percent", { precision: 5, scale: 2 }).notNull(),
    serviceFeeDiscountPercent: numeric("service_fee_discount_percent", { precision: 5, scale: 2 }).notNull(),
    serviceFeePercent: numeric("service_fee_percent", { precision: 5, scale: 2 }).notNull(),
    openQuoteLimit: integer("open_quote_limit").notNull(),
    retiredAt: instant("retired_at"),
    createdAt: createdAt(),
  },
  () => [
    check("subscription_plans_price_not_negative", sql`price_amount >= 0`),
    check("subscription_plans_duration_positive", sql`duration_days > 0`),
    check("subscription_plans_quotes_not_negative", sql`open_quote_limit >= 0`),
  ],
);

export const SUBSCRIPTION_STATUSES = ["active", "cancel_scheduled", "cancelled", "ended"] as const;

/**
 * A customer on a plan for a time.
 * Lifecycle: active → cancel_scheduled → cancelled, or ended by an upgrade. Whether it has expired is derived from `end_date`, never stored.
 * Invariants: one running subscription per customer; one Guest trial per customer, ever (both unique indexes).
 * Hot query: the running one of a customer.
 */
export const subscriptions = pgTable(
  "subscriptions",
  {
    id: id(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    planCode: text("plan_code")
      .notNull()
      .references(() => subscriptionPlans.code),
    status: text("status", { enum: SUBSCRIPTION_STATUSES }).notNull().default("active"),
    startDate: instant("start_date").notNull().defaultNow(),
    endDate: instant("end_date").notNull(),
    amountPaidPerCycle: numeric("amount_paid_per_cycle", { precision: 14, scale: 2 }).notNull().default("0"),
    currency: text("currency").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("subscriptions_running_key")
      .on(t.customerId)
      .where(sql`status in ('active', 'cancel_scheduled')`),
    uniqueIndex("subscriptions_one_guest_trial_key").on(t.customerId).where(sql`plan_code = 'guest'`),
    index("subscriptions_customer_idx").on(t.customerId, t.startDate.desc().nullsFirst()),
    check("subscriptions_status_known", oneOf("status", SUBSCRIPTION_STATUSES)),
    check("subscriptions_end_after_start", sql`end_date > start_date`),
  ],
);
