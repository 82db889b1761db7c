import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, createdAt, id, instant } from "./columns";
import { conversations, messages } from "./conversations";
import { customers } from "./customers";

/**
 * A provider's delivery, exactly as received, committed before it is answered.
 * Lifecycle: waiting (`run_at` due) → `processed_at`, or after the last attempt `dead_at` with `last_error`, until a person replays it.
 * Invariants: the same delivery is stored once (source, external_id); nothing is parsed before it is stored; the body is bytes.
 * Hot query: the next waiting event, by the partial index; whoever processes it holds its row lock, so a crash needs no reaper.
 */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    id: id(),
    source: text("source").notNull(),
    externalId: text("external_id").notNull(),
    headers: jsonb("headers").$type<Record<string, string>>().notNull(),
    body: bytea("body").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
    runAt: instant("run_at").notNull().defaultNow(),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    processedAt: instant("processed_at"),
    deadAt: instant("dead_at"),
  },
  (t) => [
    uniqueIndex("webhook_events_external_key").on(t.source, t.externalId),
    index("webhook_events_waiting_idx").on(t.runAt).where(sql`processed_at is null and dead_at is null`),
    index("webhook_events_dead_idx").on(t.deadAt.desc().nullsFirst()).where(sql`dead_at is not null`),
    index("webhook_events_newest_idx").on(t.receivedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    check("webhook_events_one_end", sql`processed_at is null or dead_at is null`),
  ],
);

/**
 * One try at processing an event: when, how long, and why it failed.
 * Lifecycle: written once, with the try's end. Hot query: an event's tries in order.
 */
export const webhookEventAttempts = pgTable(
  "webhook_event_attempts",
  {
    id: id(),
    eventId: uuid("event_id")
      .notNull()
      .references(() => webhookEvents.id, { onDelete: "cascade" }),
    attempt: integer("attempt").notNull(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at").notNull().defaultNow(),
    error: text("error"),
  },
  (t) => [index("webhook_event_attempts_event_idx").on(t.eventId, t.attempt)],
);

/**
 * What an event touched: a message, a call, a lead, a customer.
 * Invariant: one row per event and subject. Hot queries: an event's subjects; a subject's events.
 */
export const webhookEventSubjects = pgTable(
  "webhook_event_subjects",
  {
    eventId: uuid("event_id")
      .notNull()
      .references(() => webhookEvents.id, { onDelete: "cascade" }),
    subjectKind: text("subject_kind").notNull(),
    subjectId: uuid("subject_id").notNull(),
    /** Whether the event made it, or only changed it. */
    isCreated: boolean("is_created").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.subjectKind, t.subjectId] }),
    index("webhook_event_subjects_subject_idx").on(t.subjectKind, t.subjectId),
  ],
);

/**
 * A fetch from a provider of what its webhooks may have missed.
 * Lifecycle: started, moves its cursor with each page, ends; a run that was cut off is resumed from its cursor.
 * Invariant: one running fetch per provider (unique index). Hot query: the newest of a provider.
 */
export const syncRuns = pgTable(
  "sync_runs",
  {
    id: id(),
    provider: text("provider").notNull(),
    startedBy: text("started_by").notNull(),
    startedAt: instant("started_at").notNull().defaultNow(),
    finishedAt: instant("finished_at"),
    heartbeatAt: instant("heartbeat_at").notNull().defaultNow(),
    /** Everything up to this instant, by the provider's clock, has been fetched. */
    cursorAt: instant("cursor_at"),
    fetched: integer("fetched").notNull().default(0),
    created: integer("created").notNull().default(0),
    failed: integer("failed").notNull().default(0),
    lastError: text("last_error"),
  },
  (t) => [
    uniqueIndex("sync_runs_one_running_key").on(t.provider).where(sql`finished_at is null`),
    index("sync_runs_newest_idx").on(t.provider, t.startedAt.desc().nullsFirst()),
  ],
);

/**
 * Something about a channel that a person must mend, such as a refused token.
 * Lifecycle: raised once while it lasts (unique index), ended by `resolved_at`.
 */
export const channelAlerts = pgTable(
  "channel_alerts",
  {
    id: id(),
    channel: text("channel").notNull(),
    code: text("code").notNull(),
    message: text("message").notNull(),
    raisedAt: instant("raised_at").notNull().defaultNow(),
    resolvedAt: instant("resolved_at"),
  },
  (t) => [uniqueIndex("channel_alerts_open_key").on(t.channel, t.code).where(sql`resolved_at is null`)],
);

/**
 * A message that is to leave.
 * Lifecycle: held until `held_until` (undo) → attempted from `run_at` → sent, failed, cancelled, or uncertain until a status settles it.
 * Invariants: one outbox row per message; exactly one end. Hot query: what is due, by the partial index.
 */
export const outboxMessages = pgTable(
  "outbox_messages",
  {
    id: id(),
    messageId: uuid("message_id")
      .notNull()
      .references(() => messages.id),
    conversationId: uuid("conversation_id")
      .notNull()
      .references(() => conversations.id),
    customerId: uuid("customer_id").references(() => customers.id),
    channel: text("channel").notNull(),
    recipient: text("recipient").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    heldUntil: instant("held_until").notNull().defaultNow(),
    runAt: instant("run_at").notNull().defaultNow(),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    createdAt: createdAt(),
    sentAt: instant("sent_at"),
    uncertainAt: instant("uncertain_at"),
    failedAt: instant("failed_at"),
    cancelledAt: instant("cancelled_at"),
  },
  (t) => [
    uniqueIndex("outbox_messages_message_key").on(t.messageId),
    index("outbox_messages_due_idx")
      .on(t.runAt)
      .where(sql`sent_at is null and failed_at is null and cancelled_at is null and uncertain_at is null`),
    index("outbox_messages_customer_idx").on(t.customerId),
    check("outbox_messages_one_end", sql`num_nonnulls(sent_at, failed_at, cancelled_at) <= 1`),
  ],
);

/**
 * Who did or saw what, when. Written in the same transaction as the change.
 * Lifecycle: append only (trigger). `changes` names fields; it holds no phone number, name or address.
 * Hot query: the newest of a subject; the newest of an actor.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: instant("at").notNull().defaultNow(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    action: text("action").notNull(),
    subjectKind: text("subject_kind"),
    subjectId: text("subject_id"),
    requestId: text("request_id"),
    changes: jsonb("changes").$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    index("audit_events_subject_idx").on(t.subjectKind, t.subjectId, t.at.desc().nullsFirst()),
    index("audit_events_actor_idx").on(t.actorKind, t.actorId, t.at.desc().nullsFirst()),
  ],
);
