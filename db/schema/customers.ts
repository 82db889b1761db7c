import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { branches } from "./organisation";

export const CUSTOMER_STATUSES = [
  "PROSPECT",
  "LEAD_QUALIFIED",
  "CUSTOMER",
  "CHURNED",
  "LEAD_EXHAUSTED",
] as const;
export const CONSENT_STATUSES = ["pending", "granted", "withdrawn"] as const;
export const SOURCES = ["knowlarity", "meta", "walk_in", "voice", "whatsapp", "import", "api"] as const;

/**
 * One person, however many ways they reach us.
 * Lifecycle: created by whatever came in first; merged away by `merged_into_id` (old ids lead to the survivor); deleted softly.
 * Invariants: an unknown name is null, never a placeholder; `last_seen_at` only moves forward (trigger); a merged or deleted
 * customer owns no active contact point (trigger); every new row gets its Guest subscription (trigger).
 * `phone_number` repeats the primary contact point for people and reports; the truth about ownership is in contact_points.
 * Hot queries: by id; by name prefix; search by number goes through contact_points.
 */
export const customers = pgTable(
  "customers",
  {
    id: id(),
    phoneNumber: text("phone_number"),
    displayName: text("display_name"),
    email: text("email"),
    whatsappId: text("whatsapp_id"),
    address: text("address"),
    area: text("area"),
    customerStatus: text("customer_status", { enum: CUSTOMER_STATUSES }).notNull().default("PROSPECT"),
    ltvUsd: numeric("ltv_usd", { precision: 14, scale: 2 }).notNull().default("0"),
    creditsBalance: integer("credits_balance").notNull().default(0),
    isNewClient: boolean("is_new_client").notNull().default(true),
    consentStatus: text("consent_status", { enum: CONSENT_STATUSES }).notNull().default("pending"),
    consentChangedAt: instant("consent_changed_at"),
    source: text("source", { enum: SOURCES }),
    branchId: uuid("branch_id").references(() => branches.id),
    mergedIntoId: uuid("merged_into_id").references((): AnyPgColumn => customers.id),
    deletedAt: instant("deleted_at"),
    lastSeenAt: instant("last_seen_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("customers_phone_number_idx").on(t.phoneNumber),
    index("customers_email_idx").on(sql`lower(${t.email})`),
    // Type-ahead reads a prefix; text_pattern_ops lets LIKE 'abc%' use the index whatever the collation.
    index("customers_name_prefix_idx")
      .on(sql`fold_name(${t.displayName}) text_pattern_ops`)
      .where(sql`merged_into_id is null and deleted_at is null`),
    // People type surnames as often as first names.
    index("customers_surname_prefix_idx")
      .on(sql`fold_name(substring(${t.displayName} from '[^ ]+$')) text_pattern_ops`)
      .where(sql`merged_into_id is null and deleted_at is null`),
    index("customers_name_trigram_idx")
      .using("gin", sql`fold_name(${t.displayName}) gin_trgm_ops`)
      .where(sql`merged_into_id is null and deleted_at is null`),
    index("customers_created_idx")
      .on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`merged_into_id is null and deleted_at is null`),
    index("customers_status_created_idx")
      .on(t.customerStatus, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`merged_into_id is null and deleted_at is null`),
    index("customers_merged_into_idx").on(t.mergedIntoId).where(sql`merged_into_id is not null`),
    check("customers_status_known", oneOf("customer_status", CUSTOMER_STATUSES)),
    check("customers_consent_known", oneOf("consent_status", CONSENT_STATUSES)),
    check("customers_source_known", oneOf("source", SOURCES)),
    check("customers_phone_e164", sql`phone_number ~ '^[+][1-9][0-9]{5,14}$'`),
    check("customers_name_not_blank", sql`btrim(display_name) <> ''`),
    check("customers_not_merged_into_itself", sql`merged_into_id <> id`),
  ],
);

export const CONTACT_POINT_KINDS = ["phone", "wa_bsuid", "wa_parent_bsuid", "email"] as const;

/**
 * A number, a business-scoped WhatsApp id or an address under which a customer is reached and recognised.
 * Lifecycle: active from `valid_from`; over from `valid_to` (handed over, merged, deleted); `shared_at` marks a number of several people.
 * Invariants: an active, direct contact point has exactly one owner (unique on kind, scope, match_key); a phone's value is E.164 as
 * first received, its match_key the one spelling for all national aliases of the line.
 * Hot queries: owner of (kind, scope, match_key); newest seen by last 4 digits; any suffix by the reversed number; a middle part by
 * trigram, as a second step. `last_seen_at` is part of the last-4 index, so it is touched at most every few minutes.
 */
export const contactPoints = pgTable(
  "contact_points",
  {
    id: id(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    kind: text("kind", { enum: CONTACT_POINT_KINDS }).notNull(),
    scope: text("scope").notNull().default(""),
    value: text("value").notNull(),
    matchKey: text("match_key").notNull(),
    country: text("country"),
    isUnusual: boolean("is_unusual").notNull().default(false),
    source: text("source", { enum: SOURCES }),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    sharedAt: instant("shared_at"),
    validFrom: instant("valid_from").notNull().defaultNow(),
    validTo: instant("valid_to"),
  },
  (t) => [
    uniqueIndex("contact_points_owner_key")
      .on(t.kind, t.scope, t.matchKey)
      .where(sql`valid_to is null and shared_at is null`),
    uniqueIndex("contact_points_shared_key")
      .on(t.kind, t.scope, t.matchKey, t.customerId)
      .where(sql`valid_to is null`),
    index("contact_points_customer_idx").on(t.customerId),
    index("contact_points_last4_idx")
      .on(sql`right(${t.value}, 4)`, t.lastSeenAt.desc().nullsFirst())
      .where(sql`kind = 'phone' and valid_to is null`),
    index("contact_points_reverse_idx")
      .on(sql`reverse(${t.value}) text_pattern_ops`)
      .where(sql`kind = 'phone' and valid_to is null`),
    index("contact_points_trigram_idx")
      .using("gin", sql`${t.value} gin_trgm_ops`)
      .where(sql`kind = 'phone' and valid_to is null`),
    check("contact_points_kind_known", oneOf("kind", CONTACT_POINT_KINDS)),
    check("contact_points_phone_e164", sql`kind <> 'phone' or value ~ '^[+][1-9][0-9]{5,14}$'`),
    check("contact_points_over_after_start", sql`valid_to >= valid_from`),
  ],
);

export const RESOLUTION_OUTCOMES = ["created", "matched", "unlinked", "late_linked"] as const;

/**
 * Why an event is on this customer, or on nobody: what was received, how it was read, what it matched.
 * Lifecycle: one row per resolved event, never changed. Hot query: by what was resolved (subject), and the newest of a customer.
 */
export const identityResolutions = pgTable(
  "identity_resolutions",
  {
    id: id(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: uuid("subject_id"),
    customerId: uuid("customer_id").references(() => customers.id),
    outcome: text("outcome", { enum: RESOLUTION_OUTCOMES }).notNull(),
    isNewCustomer: boolean("is_new_customer").notNull().default(false),
    rawValue: text("raw_value"),
    normalForm: text("normal_form"),
    rule: text("rule").notNull(),
    countryAssumed: text("country_assumed"),
    countrySource: text("country_source"),
    reason: text("reason"),
    alternatives: jsonb("alternatives").$type<{ e164: string; country: string }[]>().notNull().default([]),
    createdAt: createdAt(),
  },
  (t) => [
    index("identity_resolutions_subject_idx").on(t.subjectKind, t.subjectId),
    index("identity_resolutions_customer_idx").on(t.customerId, t.createdAt.desc().nullsFirst()),
    check("identity_resolutions_outcome_known", oneOf("outcome", RESOLUTION_OUTCOMES)),
  ],
);

/**
 * What staff write down about a customer.
 * Lifecycle: written once, withdrawn by `deleted_at`. Hot query: the newest of a customer.
 */
export const customerNotes = pgTable(
  "customer_notes",
  {
    id: id(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    body: text("body").notNull(),
    authorId: uuid("author_id"),
    createdAt: createdAt(),
    deletedAt: instant("deleted_at"),
  },
  (t) => [
    index("customer_notes_customer_idx").on(t.customerId, t.createdAt.desc().nullsFirst()),
    check("customer_notes_body_not_blank", sql`btrim(body) <> ''`),
  ],
);
