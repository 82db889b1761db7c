import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";

/**
 * A place or desk of the organisation.
 * Lifecycle: made by an admin or a seed, closed by `closed_at`, never deleted (history points to it).
 * Hot query: by code, from a webhook or a form.
 */
export const branches = pgTable(
  "branches",
  {
    id: id(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    country: text("country").notNull(),
    timeZone: text("time_zone").notNull(),
    closedAt: instant("closed_at"),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("branches_code_key").on(t.code)],
);

/**
 * A number that belongs to the organisation itself, and so is never a customer's.
 * Lifecycle: entered in settings, or learnt from a webhook that names it as the called number.
 * Invariant: one row per line (match_key). Hot query: the whole table, cached for a minute.
 */
export const ownLines = pgTable(
  "own_lines",
  {
    matchKey: text("match_key").primaryKey(),
    phoneNumber: text("phone_number").notNull(),
    label: text("label"),
    branchId: uuid("branch_id").references(() => branches.id),
    learnedFrom: text("learned_from").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("own_lines_branch_idx").on(t.branchId)],
);

/**
 * A number that people type when they have none. It matches nobody.
 * Lifecycle: an admin's list. Digits only, with or without the country code.
 */
export const placeholderNumbers = pgTable("placeholder_numbers", {
  digits: text("digits").primaryKey(),
  note: text("note"),
  createdAt: createdAt(),
});

/**
 * A secret address under which a calendar program reads a branch's appointments.
 * Lifecycle: made by staff, read by calendars, ended by `revoked_at`. Only the hash of the secret is kept.
 * Hot query: by token hash, not revoked.
 */
export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    id: id(),
    branchId: uuid("branch_id")
      .notNull()
      .references(() => branches.id),
    label: text("label").notNull(),
    tokenHash: text("token_hash").notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    lastReadAt: instant("last_read_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    uniqueIndex("calendar_feeds_token_hash_key").on(t.tokenHash),
    index("calendar_feeds_branch_idx").on(t.branchId).where(sql`revoked_at is null`),
  ],
);

/**
 * What an admin has set, by name: consent words, webhook ids and the like. A missing row means the default in code.
 * Hot query: by key.
 */
export const settings = pgTable("settings", {
  key: text("key").primaryKey(),
  value: jsonb("value").$type<unknown>().notNull(),
  changedAt: instant("changed_at").notNull().defaultNow(),
  changedBy: uuid("changed_by"),
});
