import { isDeepStrictEqual } from "node:util";
import { bookAppointment } from "@/domain/appointments/book";
import { command } from "@/domain/command";
import { addTranscript } from "@/domain/conversations/add-transcript";
import { keepCallThread } from "@/domain/conversations/keep-call-thread";
import type { Ctx } from "@/domain/ctx";
import { phoneContext } from "@/domain/customers/phone-context";
import { resolveByPhone } from "@/domain/customers/resolve";
import { log } from "@/domain/log";
import { type PhoneReading, readPhone } from "@/domain/phone/read";
import { fillCustomer } from "./fill-customer";
import { placeOfCall } from "./lines";
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
    const stored = await lockCall(ctx, report);
    const wins = eventWins(stored, report.event);
    const known = learn(stored, report, wins, place.branchId);
    const reading = readPhone(
      known.customerPhone,
      await phoneContext(ctx, { country: report.country ?? place.country }),
    );
    known.phoneMatchKey ??= reading.kind === "phone" ? reading.matchKey : null;
    if (known.status === "ended") {
      await link(ctx, { stored, known, reading });
      await fillCustomer(ctx, stored, known);
      known.conversationId = await keepCallThread(ctx, threadOf(known, reading));
    }
    if (!isDeepStrictEqual(known, stored)) await saveCall(ctx, known);
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
    tell(stored, known, report);
    if (known.conversationId && !stored.conversationId) {
      audit({
        subjectKind: "call_session",
        subjectId: known.id,
        changes: { conversation_id: known.conversationId, customer_id: known.customerId },
      });
    }
    return { callSessionId: known.id, conversationId: known.conversationId, customerId: known.customerId };
  },
});

function learn(stored: StoredCall, report: CallReport, wins: boolean, branchId: string): StoredCall {
  const merged = mergeFacts(stored, factsOf(report), wins);
  const known = {
    ...stored,
    ...merged,
    branchId: stored.branchId ?? branchId,
    durationSeconds: durationOf(merged),
  };
  // Whoever the call is linked to was found by the number it had then; another number must not stand beside them.
  if (stored.customerId) return { ...known, customerPhone: stored.customerPhone };
  if (known.customerPhone !== stored.customerPhone) known.phoneMatchKey = null;
  return known;
}

/** Finds or creates the customer, once: not while it only rings, not when linked, not when nothing has changed since it failed. */
async function link(
  ctx: Ctx,
  call: { stored: StoredCall; known: StoredCall; reading: PhoneReading },
): Promise<void> {
  const { stored, known, reading } = call;
  if (known.customerId) return;
  if (reading.kind === "none" && stored.unlinkedReason === reading.reason) return;
  const resolution = await resolveByPhone(ctx, {
    reading,
    source: "voice",
    branchId: known.branchId,
    facts: { displayName: known.callerName, email: known.callerEmail },
    seenAt: known.endedAt ?? known.startedAt ?? new Date(),
    subject: { kind: "call_session", id: known.id },
  });
  known.customerId = resolution.customerId;
  known.unlinkedReason = resolution.reason;
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
  await bookAppointment(ctx, {
    ...report.appointment,
    branchId: known.branchId,
    customerId: known.customerId,
    conversationId: known.conversationId,
    callSessionId: known.id,
    contactName: known.callerName,
    contactPhone: known.customerPhone,
    contactEmail: known.callerEmail,
  });
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
