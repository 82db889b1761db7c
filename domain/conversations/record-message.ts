import { sql } from "drizzle-orm";
import { z } from "zod";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { hearConsent } from "@/domain/customers/consent";
import { explainResolution, explainScopedId } from "@/domain/customers/explain";
import { countryOfScopedId, type Identity } from "@/domain/customers/identity-keys";
import { phoneContext } from "@/domain/customers/phone-context";
import { type IdentityResolution, resolveByIdentities } from "@/domain/customers/resolve-identities";
import type { EventSubject } from "@/domain/event-subjects";
import { log } from "@/domain/log";
import { type PhoneReading, readPhone } from "@/domain/phone/read";
import { keepMessageThread } from "./keep-message-thread";

const text = z.string().nullable();

/** A message of a channel that has threads, read by the channel and not yet anybody's. */
export const incomingMessage = z.object({
  channel: z.literal("whatsapp"),
  /** Our number there, within which message ids are unique. */
  scope: z.string().min(1),
  externalId: z.string().min(1),
  direction: z.enum(["in", "out"]),
  author: z.enum(["customer", "staff", "system"]),
  type: z.string().min(1),
  body: text,
  payload: z.record(z.string(), z.unknown()),
  sentAt: z.date(),
  /** Order among those of one second. */
  position: z.number().int().min(0),
  opensWindow: z.boolean(),
  /** What may be a word about consent. */
  said: text,
  branchId: text,
  person: z.object({
    /** With a leading +, in the provider's spelling. */
    phone: text,
    bsuid: text,
    parentBsuid: text,
    /** The provider's account within which the ids hold. */
    scope: z.string(),
    name: text,
    whatsappId: text,
  }),
  former: z.object({ phone: text, bsuid: text }).nullable(),
});
type Incoming = z.output<typeof incomingMessage>;

/**
 * Stores a message with its thread and its customer, found by number or scoped id or created, in one transaction. The same message again changes nothing.
 * A person whose number several share, or who has none that a person can have, gets a thread that belongs to nobody yet.
 * Answers what it made and touched, for the caller to note: a batch notes a thousand at once.
 */
export const recordMessage = command({
  name: "conversations.record_message",
  permission: "intake.receive",
  input: incomingMessage,
  run: async (ctx, message, audit) => {
    const known = await findMessage(ctx, message);
    if (known) return { messageId: known, isNew: false, subjects: [] };
    const { reading, identity } = await readIdentity(ctx, message);
    const resolution = await resolve(ctx, message, identity);
    const phone = reading.kind === "phone" ? reading : null;
    const thread = await keepMessageThread(ctx, {
      channel: message.channel,
      scope: message.scope,
      phoneKey: resolution.isForeignNumber
        ? null
        : (phone?.matchKey ?? (identity.bsuid ? null : reading.raw)),
      scopedId: identity.bsuid,
      formerKeys: await formerKeys(ctx, message),
      customerId: resolution.customerId,
      branchId: message.branchId,
      contactName: message.person.name,
      contactPhone: phone?.e164 ?? message.person.phone,
      phoneMatchKey: resolution.isForeignNumber ? null : (phone?.matchKey ?? null),
      at: message.sentAt,
      opensWindow: message.opensWindow,
      isNewCustomer: resolution.isNewCustomer,
    });
    if (thread.isNew || resolution.isNewCustomer || resolution.learnt) {
      await explain(ctx, { reading, identity, resolution, conversationId: thread.conversationId });
    }
    const messageId = await insertMessage(ctx, message, thread.conversationId);
    if (messageId && resolution.customerId && message.direction === "in") {
      await hearConsent(ctx, {
        customerId: resolution.customerId,
        text: message.said,
        saidAt: message.sentAt,
      });
    }
    if (thread.isNew) {
      tellLinked(thread.conversationId, resolution);
      audit({
        subjectKind: "conversation",
        subjectId: thread.conversationId,
        changes: { customer_id: resolution.customerId },
      });
    }
    return {
      messageId,
      isNew: messageId !== null,
      subjects: subjectsOf({ messageId, thread, resolution }),
    };
  },
});

async function findMessage(ctx: Ctx, message: Incoming): Promise<string | null> {
  const [row] = await prepared<{ id: string }>(
    ctx.db,
    sql`select id from messages where external_scope = ${message.scope} and external_id = ${message.externalId}`,
  );
  return row?.id ?? null;
}

async function readIdentity(
  ctx: Ctx,
  message: Incoming,
): Promise<{ reading: PhoneReading; identity: Identity }> {
  const { person } = message;
  const reading = readPhone(person.phone, await phoneContext(ctx, { branchId: message.branchId }));
  const phone = reading.kind === "phone" ? reading : null;
  return { reading, identity: { ...person, phone } };
}

async function resolve(ctx: Ctx, message: Incoming, identity: Identity): Promise<IdentityResolution> {
  const { person, former } = message;
  const formerPhone = former?.phone
    ? readPhone(former.phone, await phoneContext(ctx, { branchId: message.branchId }))
    : null;
  return resolveByIdentities(ctx, {
    identity,
    former: former && { phone: formerPhone?.kind === "phone" ? formerPhone : null, bsuid: former.bsuid },
    source: "whatsapp",
    branchId: message.branchId,
    facts: { displayName: person.name, whatsappId: person.whatsappId },
    seenAt: message.sentAt,
  });
}

async function formerKeys(ctx: Ctx, { former, branchId }: Incoming): Promise<string[]> {
  if (!former) return [];
  const reading = readPhone(former.phone, await phoneContext(ctx, { branchId }));
  return [...(reading.kind === "phone" ? [reading.matchKey] : []), ...(former.bsuid ? [former.bsuid] : [])];
}

async function explain(
  ctx: Ctx,
  input: {
    reading: PhoneReading;
    identity: Identity;
    resolution: IdentityResolution;
    conversationId: string;
  },
): Promise<void> {
  const { reading, identity, resolution } = input;
  const subject = { kind: "conversation", id: input.conversationId };
  const isById = identity.bsuid !== null && (reading.kind === "none" || resolution.isForeignNumber);
  if (identity.bsuid !== null && isById) {
    const country = countryOfScopedId(identity.bsuid);
    return explainScopedId(ctx, { id: identity.bsuid, country, resolution, subject });
  }
  // A number that cannot be a person's has its own reason; it is told before "nothing was given".
  const reason = reading.kind === "none" ? reading.reason : resolution.reason;
  return explainResolution(ctx, { reading, resolution: { ...resolution, reason }, subject });
}

/** Null when a rival delivery of the same message was first. */
async function insertMessage(ctx: Ctx, message: Incoming, conversationId: string): Promise<string | null> {
  const [row] = await prepared<{ id: string }>(
    ctx.db,
    sql`insert into messages (conversation_id, external_scope, external_id, direction, author, type, body, payload, status, position,
        sent_at)
      values (${conversationId}::uuid, ${message.scope}, ${message.externalId}, ${message.direction}, ${message.author}, ${message.type},
        ${message.body}, ${JSON.stringify(message.payload)}::text::jsonb, ${message.direction === "in" ? "received" : "sent"},
        ${message.position}::int, ${message.sentAt.toISOString()}::timestamptz)
      on conflict (external_scope, external_id) where external_id is not null do nothing returning id`,
  );
  return row?.id ?? null;
}

function subjectsOf(made: {
  messageId: string | null;
  thread: { conversationId: string; isNew: boolean };
  resolution: IdentityResolution;
}): EventSubject[] {
  const { messageId, thread, resolution } = made;
  return [
    ...(messageId ? [{ kind: "message" as const, id: messageId, isCreated: true }] : []),
    { kind: "conversation", id: thread.conversationId, isCreated: thread.isNew },
    ...(resolution.customerId
      ? [{ kind: "customer" as const, id: resolution.customerId, isCreated: resolution.isNewCustomer }]
      : []),
  ];
}

function tellLinked(conversationId: string, resolution: IdentityResolution): void {
  if (resolution.customerId) {
    log.info("conversation linked", { conversation_id: conversationId, customer_id: resolution.customerId });
  } else {
    log.warn("No customer linked for conversation", {
      conversation_id: conversationId,
      reason: resolution.reason,
    });
  }
}
