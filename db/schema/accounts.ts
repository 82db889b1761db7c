import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { customers } from "./customers";
import { branches } from "./organisation";

export const ROLES = [
  "admin",
  "reviewer",
  "receptionist",
  "relationship_manager",
  "finance",
  "service",
  "delivery",
  "customer",
] as const;

/**
 * Somebody who signs in.
 * Lifecycle: invited or made, disabled by `disabled_at`, never deleted (audit points to it).
 * Invariants: one address per login in any case of letters; a login has at most one customer and a customer one login;
 * `session_version` rises when sessions must end, and every request compares it.
 * Hot query: by id with each request; by lower(email) at sign-in.
 */
export const users = pgTable(
  "users",
  {
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    role: text("role", { enum: ROLES }).notNull(),
    passwordHash: text("password_hash"),
    customerId: uuid("customer_id").references(() => customers.id),
    branchId: uuid("branch_id").references(() => branches.id),
    sessionVersion: integer("session_version").notNull().default(1),
    preferences: jsonb("preferences").$type<Record<string, unknown>>().notNull().default({}),
    lastSignedInAt: instant("last_signed_in_at"),
    disabledAt: instant("disabled_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("users_email_key").on(sql`lower(${t.email})`),
    uniqueIndex("users_customer_id_key").on(t.customerId),
    check("users_role_known", oneOf("role", ROLES)),
    check("users_customer_role_has_customer", sql`role = 'customer' or customer_id is null`),
  ],
);

/**
 * Failed sign-ins, so that guessing is throttled on every instance alike.
 * Lifecycle: one row per failure, read for a quarter of an hour, pruned after a day.
 * `subject` is a hash of the address or of the account: no personal data.
 */
export const signInFailures = pgTable(
  "sign_in_failures",
  {
    id: id(),
    subject: text("subject").notNull(),
    failedAt: instant("failed_at").notNull().defaultNow(),
  },
  (t) => [index("sign_in_failures_subject_idx").on(t.subject, t.failedAt)],
);

/**
 * A program's credential. The key itself is shown once and kept only as a hash.
 * Lifecycle: made on the command line, ended by `revoked_at`. Hot query: by key hash with each request.
 */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    name: text("name").notNull(),
    role: text("role", { enum: ROLES }).notNull(),
    keyHash: text("key_hash").notNull(),
    keyPrefix: text("key_prefix").notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    uniqueIndex("api_keys_key_hash_key").on(t.keyHash),
    check("api_keys_role_known", oneOf("role", ROLES)),
  ],
);
