import { isDeepStrictEqual } from "node:util";
import { bookAppointment } from "@/domain/appointments/book";
import { command } from "@/domain/command";
import { addTranscript } from "@/domain/conversations/add-transcript";
import { keepCallThread } from "@/domain/conversations/keep-call-thread";
import type { Ctx } from "@/domain/ctx";
import { phoneContext } from "@/domain/customers/phone-context";
import { resolveByPhone } from "@/domain/customers/resolve";
import { type EventSubject, noteSubject, noteSubjects } from "@/domain/event-subjects";
import { announce } from "@/domain/live/announce";
import { log } from "@/domain/log";
import { type PhoneReading, readPhone } from "@/domain/phone/read";
import { fillCustomer } from "./fill-customer";
import { type CallPlace, placeOfCall } from "./lines";
import { type CallReport, callReport } from "./report";
import { durationOf, eventWins, factsOf, mergeFacts } from "./rules";
import { lockCall, type StoredCall, saveCall } from "./session";

/**
 * Stores what an event says about a call, in one transaction: the call, its conversation with the transcript, its customer (found by
 * phone or created) on both, and the appointment it booked. Events of one call may come in any order, twice, or all at once.
 * A call that has only started makes a call row and nothing else. A call without a usable number stays unlinked, which is a success.
 */
export const recordCall = command({
  name: "calls.record",
  permission: "intake.receive",
  input: callReport,
  run: async (ctx, report, audit) => {
    const place = await placeOfCall(ctx, report);
    const { stored, isNew } = await lockCall(ctx, report);
    const wins = eventWins(stored, report.event);
    const known = learn(stored, report, wins, place);
    const reading = readPhone(
      known.customerPhone,
      await phoneContext(ctx, { country: report.country ?? place.country }),
    );
    known.phoneMatchKey ??= reading.kind === "phone" ? reading.matchKey : null;
    let isNewCustomer = false;
    if (known.status === "ended") {
      isNewCustomer = await link(ctx, { stored, known, reading, source: report.channel });
      await fillCustomer(ctx, stored, known);
      known.conversationId = await keepCallThread(ctx, {
        ...threadOf(known, reading),
        channel: report.channel,
      });
    }
    if (!isDeepStrictEqual(known, stored)) {
      await saveCall(ctx, known);
      await announce(ctx, { kind: "call", id: known.id, branchId: known.branchId });
    }
    if (known.conversationId) {
      await addTranscript(ctx, {
        conversationId: known.conversationId,
        scope: `call:${report.provider}`,
        callId: report.callId,
        lines: report.transcript,
        startedAt: known.startedAt ?? known.endedAt ?? report.at,
        replaces: wins,
      });
      await bookFromCall(ctx, known, report);
    }
    await noteSubjects(ctx, subjectsOf({ stored, known, isNew, isNewCustomer }));
    tell(stored, known, report);
    if (known.conversationId && !stored.conversationId) {
      audit({
        subjectKind: "call_session",
        subjectId: known.id,
        changes: { conversation_id: known.conversationId, customer_id: known.customerId },
      });
    }
    return {
      callSessionId: known.id,
      conversationId: known.conversationId,
      customerId: known.customerId,
      call: known,
      /** The customer's number in its normal form, or null when it is nobody's. */
      normalForm: reading.kind === "phone" ? reading.e164 : null,
    };
  },
});

function learn(stored: StoredCall, report: CallReport, wins: boolean, place: CallPlace): StoredCall {
  const merged = mergeFacts(stored, factsOf(report), wins);
  const known = {
    ...stored,
    ...merged,
    // An event that names no line only guesses the branch; until there is a conversation, one that names the line corrects it.
    branchId: place.isOfLine && !stored.conversationId ? place.branchId : (stored.branchId ?? place.branchId),
    durationSeconds: durationOf(merged),
  };
  // Whoever the call is linked to was found by the number it had then; another number must not stand beside them.
  if (stored.customerId) return { ...known, customerPhone: stored.customerPhone };
  if (known.customerPhone !== stored.customerPhone) known.phoneMatchKey = null;
  return known;
}

/**
 * Finds or creates the customer, once: not while it only rings, not when linked, not when nothing has changed since it failed.
 * Returns whether it created them.
 */
async function link(
  ctx: Ctx,
  call: { stored: StoredCall; known: StoredCall; reading: PhoneReading; source: CallReport["channel"] },
): Promise<boolean> {
  const { stored, known, reading, source } = call;
  if (known.customerId) return false;
  if (reading.kind === "none" && stored.unlinkedReason === reading.reason) return false;
  const resolution = await resolveByPhone(ctx, {
    reading,
    source,
    branchId: known.branchId,
    facts: { displayName: known.callerName, email: known.callerEmail },
    seenAt: known.endedAt ?? known.startedAt ?? new Date(),
    subject: { kind: "call_session", id: known.id },
  });
  known.customerId = resolution.customerId;
  known.unlinkedReason = resolution.reason;
  return resolution.isNewCustomer;
}

function subjectsOf(call: { stored: StoredCall; known: StoredCall; isNew: boolean; isNewCustomer: boolean }) {
  const { stored, known, isNew, isNewCustomer } = call;
  const subjects: EventSubject[] = [{ kind: "call_session", id: known.id, isCreated: isNew }];
  if (known.conversationId) {
    subjects.push({ kind: "conversation", id: known.conversationId, isCreated: !stored.conversationId });
  }
  if (known.customerId) subjects.push({ kind: "customer", id: known.customerId, isCreated: isNewCustomer });
  return subjects;
}

function threadOf(known: StoredCall, reading: PhoneReading) {
  const at = known.endedAt ?? known.startedAt ?? new Date();
  return {
    conversationId: known.conversationId,
    customerId: known.customerId,
    branchId: known.branchId,
    contactName: known.callerName,
    contactPhone: reading.kind === "phone" ? reading.e164 : known.customerPhone,
    phoneMatchKey: known.phoneMatchKey,
    summary: known.summary,
    startedAt: known.startedAt ?? at,
    lastMessageAt: at,
  };
}

async function bookFromCall(ctx: Ctx, known: StoredCall, report: CallReport): Promise<void> {
  if (!report.appointment || !known.branchId) return;
  const { appointmentId, isNewAppointment } = await bookAppointment(ctx, {
    ...report.appointment,
    branchId: known.branchId,
    customerId: known.customerId,
    conversationId: known.conversationId,
    callSessionId: known.id,
    contactName: known.callerName,
    contactPhone: known.customerPhone,
    contactEmail: known.callerEmail,
  });
  await noteSubject(ctx, { kind: "appointment", id: appointmentId, isCreated: isNewAppointment });
}

/** Ids only: the provider's id of the call is the session's name outside. */
function tell(stored: StoredCall, known: StoredCall, report: CallReport): void {
  if (!known.conversationId) return;
  if (known.customerId && !(stored.conversationId && stored.customerId)) {
    log.info("conversation linked", { conversation_id: known.conversationId, customer_id: known.customerId });
  }
  if (!known.customerId) {
    log.warn(`No customer linked for session ${report.callId}`, {
      call_session_id: known.id,
      reason: known.unlinkedReason,
    });
  }
}
