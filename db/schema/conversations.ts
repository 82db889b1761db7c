import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, updatedAt } from "./columns";
import { customers } from "./customers";
import { branches } from "./organisation";

export const CHANNELS = ["voice", "whatsapp", "knowlarity"] as const;
export const MESSAGE_STATUSES = ["received", "queued", "sent", "delivered", "read", "failed"] as const;
export const MESSAGE_AUTHORS = ["customer", "agent", "staff", "system"] as const;

/**
 * A thread with one person on one channel.
 * Lifecycle: opened by the first message or call; `last_message_at` moves forward; `customer_id` is null until somebody owns the number.
 * Hot queries: newest first with the customer's name (keyset on last_message_at, id); the newest of a customer; unlinked ones by number.
 */
export const conversations = pgTable(
  "conversations",
  {
    id: id(),
    customerId: uuid("customer_id").references(() => customers.id),
    channel: text("channel", { enum: CHANNELS }).notNull(),
    branchId: uuid("branch_id").references(() => branches.id),
    status: text("status", { enum: ["open", "closed"] })
      .notNull()
      .default("open"),
    contactName: text("contact_name"),
    contactPhone: text("contact_phone"),
    /** Match key of contact_phone; how an unlinked thread is found once the number becomes known. */
    phoneMatchKey: text("phone_match_key"),
    summary: text("summary"),
    /** Our end of a message thread (WhatsApp's phone number id) and theirs (its number or business-scoped id): one thread per pair. */
    channelScope: text("channel_scope"),
    participantKey: text("participant_key"),
    /** The other side's last message. Free-form replies are allowed for 24 hours after it; whether it is open is derived, never stored. */
    lastInboundAt: instant("last_inbound_at"),
    startedAt: instant("started_at").notNull(),
    lastMessageAt: instant("last_message_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("conversations_participant_key")
      .on(t.channel, t.channelScope, t.participantKey)
      .where(sql`participant_key is not null`),
    index("conversations_newest_idx").on(t.lastMessageAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("conversations_customer_idx").on(t.customerId, t.lastMessageAt.desc().nullsFirst()),
    index("conversations_unlinked_idx").on(t.phoneMatchKey).where(sql`customer_id is null`),
    check("conversations_channel_known", oneOf("channel", CHANNELS)),
    check("conversations_status_known", oneOf("status", ["open", "closed"])),
  ],
);

/**
 * One utterance: a line of a transcript, a WhatsApp message, a reply.
 * Lifecycle: received, or queued → sent → delivered → read, or failed. Status never moves back.
 * Invariant: a provider's message id is stored once within its scope (phone number id), so that a replay is harmless.
 * Hot query: the latest 50 of a conversation.
 */
export const messages = pgTable(
  "messages",
  {
    id: id(),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id),
    externalScope: text("external_scope").notNull().default(""),
    externalId: text("external_id"),
    direction: text("direction", { enum: ["in", "out"] }).notNull(),
    author: text("author", { enum: MESSAGE_AUTHORS }).notNull(),
    authorUserId: uuid("author_user_id"),
    type: text("type").notNull().default("text"),
    body: text("body"),
    payload: jsonb("payload").$type<Record<string, unknown>>(),
    status: text("status", { enum: MESSAGE_STATUSES }).notNull().default("received"),
    statusReason: text("status_reason"),
    /** Order inside a transcript whose lines share an instant. */
    position: integer("position").notNull().default(0),
    sentAt: instant("sent_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("messages_external_key")
      .on(t.externalScope, t.externalId)
      .where(sql`external_id is not null`),
    index("messages_conversation_idx").on(
      t.conversationId,
      t.sentAt.desc().nullsFirst(),
      t.position.desc().nullsFirst(),
    ),
    check("messages_direction_known", oneOf("direction", ["in", "out"])),
    check("messages_author_known", oneOf("author", MESSAGE_AUTHORS)),
    check("messages_status_known", oneOf("status", MESSAGE_STATUSES)),
  ],
);

export const CALL_STATUSES = ["ringing", "in_progress", "ended"] as const;
export const CALL_OUTCOMES = [
  "completed",
  "no_answer",
  "busy",
  "failed",
  "voicemail",
  "transferred",
] as const;

/**
 * A call of any provider.
 * Lifecycle: ringing → in_progress → ended; events of one call merge into its row, in any order, and a set field is never emptied.
 * Invariants: one row per (provider, external_id); a session and its conversation carry the same customer (trigger-free: written together,
 * and late linking updates both in one statement). Hot queries: by (provider, external_id); by conversation; unlinked by number.
 */
export const callSessions = pgTable(
  "call_sessions",
  {
    id: id(),
    provider: text("provider").notNull(),
    externalId: text("external_id").notNull(),
    conversationId: uuid("conversation_id").references(() => conversations.id),
    customerId: uuid("customer_id").references(() => customers.id),
    branchId: uuid("branch_id").references(() => branches.id),
    direction: text("direction", { enum: ["inbound", "outbound", "web"] })
      .notNull()
      .default("inbound"),
    status: text("status", { enum: CALL_STATUSES }).notNull().default("ended"),
    outcome: text("outcome", { enum: CALL_OUTCOMES }),
    endReason: text("end_reason"),
    fromNumber: text("from_number"),
    toNumber: text("to_number"),
    customerPhone: text("customer_phone"),
    phoneMatchKey: text("phone_match_key"),
    callerName: text("caller_name"),
    callerEmail: text("caller_email"),
    agentNumber: text("agent_number"),
    summary: text("summary"),
    /** Why nobody is linked, in the normaliser's words; null when somebody is. */
    unlinkedReason: text("unlinked_reason"),
    recordingUrl: text("recording_url"),
    recordingExpiresAt: instant("recording_expires_at"),
    fields: jsonb("fields").$type<Record<string, unknown>>().notNull().default({}),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    durationSeconds: integer("duration_seconds"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("call_sessions_external_key").on(t.provider, t.externalId),
    index("call_sessions_conversation_idx").on(t.conversationId),
    index("call_sessions_customer_idx").on(t.customerId, t.startedAt.desc().nullsFirst()),
    index("call_sessions_unlinked_idx").on(t.phoneMatchKey).where(sql`customer_id is null`),
    check("call_sessions_status_known", oneOf("status", CALL_STATUSES)),
    check("call_sessions_outcome_known", oneOf("outcome", CALL_OUTCOMES)),
    check("call_sessions_duration_not_negative", sql`duration_seconds >= 0`),
  ],
);

export const APPOINTMENT_STATUSES = ["booked", "completed", "cancelled", "no_show"] as const;

/**
 * A service at a time.
 * Lifecycle: booked → completed, cancelled or no_show. `sequence` rises with each change, for calendars.
 * Invariant: a call books the same service at the same time once. Completing the first one ends "new client".
 * Hot query: one branch's day; the next of a customer.
 */
export const appointments = pgTable(
  "appointments",
  {
    id: id(),
    customerId: uuid("customer_id").references(() => customers.id),
    conversationId: uuid("conversation_id").references(() => conversations.id),
    callSessionId: uuid("call_session_id").references(() => callSessions.id),
    branchId: uuid("branch_id")
      .notNull()
      .references(() => branches.id),
    service: text("service").notNull(),
    startsAt: instant("starts_at").notNull(),
    durationMinutes: integer("duration_minutes").notNull().default(30),
    status: text("status", { enum: APPOINTMENT_STATUSES }).notNull().default("booked"),
    notes: text("notes"),
    contactName: text("contact_name"),
    contactPhone: text("contact_phone"),
    contactEmail: text("contact_email"),
    sequence: integer("sequence").notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("appointments_call_key").on(t.callSessionId, t.startsAt, t.service),
    index("appointments_branch_day_idx").on(t.branchId, t.startsAt),
    index("appointments_day_idx").on(t.startsAt),
    index("appointments_customer_idx").on(t.customerId, t.startsAt),
    check("appointments_status_known", oneOf("status", APPOINTMENT_STATUSES)),
    check("appointments_duration_sane", sql`duration_minutes between 1 and 1440`),
    check("appointments_service_not_blank", sql`btrim(service) <> ''`),
  ],
);
