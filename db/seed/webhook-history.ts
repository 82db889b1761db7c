import type { Call } from "./call-rows";
import { insertRows, type Writer } from "./fill";
import type { Lead } from "./leads";
import type { Message, Thread } from "./whatsapp-thread";
import { before } from "./world";

type Subject = { kind: string; id: string | null; isCreated: boolean };
export type StoredEvent = {
  id: string;
  receivedAt: Date;
  /** Milliseconds after it was received at which each try began. */
  triesAt: readonly number[];
  /** Why each try failed; null for one that did not. */
  errors: readonly (string | null)[];
  subjects: readonly Subject[];
};

const TRY_TAKES_MS = 24;

/** A call made its row and its conversation; whose it is was known, or is not known yet. */
export const subjectsOfCall = (call: Call): Subject[] => [
  { kind: "call_session", id: call.sessionId, isCreated: true },
  { kind: "conversation", id: call.conversationId, isCreated: true },
  { kind: "customer", id: call.customerId, isCreated: false },
];

/** What came in made a message; what went out was there, and only its status was reported. */
export const subjectsOfMessage = (thread: Thread, message: Message): Subject[] => [
  { kind: "message", id: message.id, isCreated: message.direction === "in" },
  { kind: "conversation", id: thread.id, isCreated: message === thread.messages[0] },
  { kind: "customer", id: thread.customerId, isCreated: false },
];

export const subjectsOfLead = (lead: Lead): Subject[] => [
  { kind: "lead", id: lead.id, isCreated: true },
  { kind: "customer", id: lead.person?.id ?? null, isCreated: false },
];

/** The tries of each delivery, and what it made or touched. */
export async function writeWebhookHistory(sql: Writer, events: readonly StoredEvent[]): Promise<void> {
  const attempts = events.flatMap(({ id, receivedAt, triesAt, errors }) =>
    triesAt.map((after, place) => ({
      event_id: id,
      attempt: place + 1,
      started_at: before(receivedAt, -after),
      finished_at: before(receivedAt, -(after + TRY_TAKES_MS)),
      error: errors[place] ?? null,
    })),
  );
  await insertRows(sql, "webhook_event_attempts", attempts);
  await insertRows(
    sql,
    "webhook_event_subjects",
    events.flatMap(({ id, subjects }) =>
      subjects.flatMap((subject) =>
        subject.id === null
          ? []
          : [
              {
                event_id: id,
                subject_kind: subject.kind,
                subject_id: subject.id,
                is_created: subject.isCreated,
              },
            ],
      ),
    ),
  );
}
