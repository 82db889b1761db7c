import type { CallReportInput } from "@/domain/calls/report";
import type { Channel, Delivery, ItemFailure, Verification } from "./channel";
import { eachItem } from "./each-item";
import { readKnowlarityBody } from "./knowlarity-body";
import { readKnowlarityCall } from "./knowlarity-call";
import { recordKnowlarityCall } from "./record-knowlarity-call";
import { equalsSecretly, nameByContent, refused } from "./signature";

/** Knowlarity signs nothing: a token that only its settings and ours hold, in the address or in a header, is the proof. */
function verify(delivery: Delivery): Verification {
  const token = delivery.env.KNOWLARITY_WEBHOOK_TOKEN;
  if (!token) return refused("not configured");
  const given = [delivery.headers.get("x-webhook-token"), delivery.url.searchParams.get("token")];
  // Both are compared, always: an early end would tell which of them was right.
  const isRight = given.map((text) => equalsSecretly(text ?? "", token)).includes(true);
  if (!isRight) return refused("token is missing or wrong");
  return { ok: true, eventId: nameByContent(delivery.rawBody) };
}

export const knowlarity: Channel = {
  name: "knowlarity",
  isConfigured: (env) => Boolean(env.KNOWLARITY_WEBHOOK_TOKEN),
  verify,
  handle: async (ctx, event) => {
    const reports: CallReportInput[] = [];
    const failures: ItemFailure[] = [];
    const records = readKnowlarityBody(event.rawBody);
    for (const [index, record] of records.entries()) {
      try {
        const report = readKnowlarityCall(record, event.receivedAt);
        if (report) reports.push(report);
      } catch (error) {
        if (records.length === 1) throw error;
        failures.push({ item: `call ${index + 1}`, error });
      }
    }
    // In one order everywhere, so that two deliveries of the same calls cannot wait for each other.
    reports.sort((a, b) => (a.callId < b.callId ? -1 : a.callId > b.callId ? 1 : 0));
    const [only] = reports;
    if (only && records.length === 1) await recordKnowlarityCall(ctx, only);
    else failures.push(...(await eachItem(ctx, reports, ({ callId }) => callId, recordKnowlarityCall)));
    return { failures };
  },
};
