import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { users } from "./accounts";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { customers, SOURCES } from "./customers";
import { branches } from "./organisation";

export const LEAD_STATUSES = ["new", "contacted", "qualified", "converted", "lost"] as const;

/** Arabic-Indic, Persian and Devanagari digits count as digits in a number kept as received. */
const digitsOfReceivedNumber = sql`regexp_replace(translate(phone_number,
  '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९', '012345678901234567890123456789'), '[^0-9]', '', 'g')`;

/**
 * An enquiry: somebody may want something.
 * Lifecycle: new → contacted → qualified → converted or lost; archived out of the lists; junk and test leads stay in the database
 * and in no list or count. A legacy lead may have a number as received and no normal form, until the backfill finds it.
 * Invariant: a provider's lead is stored once (source, external_id).
 * Hot queries: a customer's open leads; unlinked leads by the last digits of what was received (linked ones are found through their
 * customer, so those indexes are partial); newest first.
 */
export const leads = pgTable(
  "leads",
  {
    id: id(),
    customerId: uuid("customer_id").references(() => customers.id),
    source: text("source", { enum: SOURCES }).notNull(),
    externalId: text("external_id"),
    phoneNumber: text("phone_number"),
    phoneNumberNormalized: text("phone_number_normalized"),
    phoneDigits: text("phone_digits").generatedAlwaysAs(digitsOfReceivedNumber),
    displayName: text("display_name"),
    email: text("email"),
    interest: text("interest"),
    branchId: uuid("branch_id").references(() => branches.id),
    status: text("status", { enum: LEAD_STATUSES }).notNull().default("new"),
    assigneeId: uuid("assignee_id").references(() => users.id),
    isTest: boolean("is_test").notNull().default(false),
    junkAt: instant("junk_at"),
    archivedAt: instant("archived_at"),
    unlinkedReason: text("unlinked_reason"),
    fields: jsonb("fields").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("leads_external_key").on(t.source, t.externalId).where(sql`external_id is not null`),
    index("leads_customer_idx").on(t.customerId, t.createdAt.desc().nullsFirst()),
    index("leads_newest_idx").on(t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("leads_unlinked_normalized_idx")
      .on(t.phoneNumberNormalized)
      .where(sql`customer_id is null and phone_number_normalized is not null`),
    index("leads_unlinked_last4_idx")
      .on(sql`right(${t.phoneDigits}, 4)`, t.createdAt.desc().nullsFirst())
      .where(sql`customer_id is null`),
    index("leads_unlinked_reverse_idx")
      .on(sql`reverse(${t.phoneDigits}) text_pattern_ops`)
      .where(sql`customer_id is null`),
    index("leads_unlinked_trigram_idx")
      .using("gin", sql`${t.phoneDigits} gin_trgm_ops`)
      .where(sql`customer_id is null`),
    index("leads_unlinked_name_idx")
      .on(sql`fold_name(${t.displayName}) text_pattern_ops`)
      .where(sql`customer_id is null`),
    check("leads_status_known", oneOf("status", LEAD_STATUSES)),
    check("leads_source_known", oneOf("source", SOURCES)),
    check("leads_normalized_e164", sql`phone_number_normalized ~ '^[+][1-9][0-9]{5,14}$'`),
  ],
);

export const LEAD_EVENT_KINDS = [
  "note",
  "status",
  "assignee",
  "branch",
  "interest",
  "enquiry",
  "number",
  "archive",
  "junk",
  "test",
] as const;

/**
 * What happened to a lead: a note, a status, an assignment, one more enquiry, a repaired number with what it was before.
 * Statuses, numbers and wishes stand in `before` and `after` as they were, people and places by their ids, marks as "yes" and "no".
 * Lifecycle: written once. Hot query: a lead's, newest first.
 */
export const leadEvents = pgTable(
  "lead_events",
  {
    id: id(),
    leadId: uuid("lead_id")
      .notNull()
      .references(() => leads.id),
    kind: text("kind", { enum: LEAD_EVENT_KINDS }).notNull(),
    body: text("body"),
    before: text("before"),
    after: text("after"),
    actorId: uuid("actor_id"),
    createdAt: createdAt(),
  },
  (t) => [index("lead_events_lead_idx").on(t.leadId, t.createdAt.desc().nullsFirst())],
);
