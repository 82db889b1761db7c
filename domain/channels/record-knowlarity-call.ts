import { recordCall } from "@/domain/calls/record-call";
import type { CallReportInput } from "@/domain/calls/report";
import { setOutcome } from "@/domain/calls/set-outcome";
import { type Ctx, inTransaction } from "@/domain/ctx";
import { recordCallLead } from "@/domain/leads/record-call-lead";
import { guessOutcome } from "./knowlarity-outcome";

/** Stores what is said about a call and, once an inbound one has ended, its lead, in one transaction. Whoever says it: the hook or the call log. */
export async function recordKnowlarityCall(ctx: Ctx, report: CallReportInput): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { call, callSessionId, customerId, normalForm } = await recordCall(inner, report);
    const guessed = guessOutcome(call);
    if (guessed && guessed !== call.outcome) await setOutcome(inner, { callSessionId, outcome: guessed });
    const isEnquiry = call.status === "ended" && call.direction === "inbound" && call.customerPhone !== null;
    // The organisation calling itself wants nothing of itself.
    if (!isEnquiry || !call.customerPhone || call.unlinkedReason === "own_line") return;
    await recordCallLead(inner, {
      source: "knowlarity",
      externalId: report.callId,
      callSessionId,
      customerId,
      unlinkedReason: call.unlinkedReason,
      phoneNumber: call.customerPhone,
      phoneNumberNormalized: normalForm,
      displayName: call.callerName,
      branchId: call.branchId,
      at: call.startedAt ?? call.endedAt ?? new Date(),
    });
  });
}
