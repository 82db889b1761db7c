import type { Database } from "@/db/client";
import type { SendMessage, SendOutcome } from "@/domain/channels/whatsapp-send";
import { inTransaction } from "@/domain/ctx";
import { faultFields, log } from "@/domain/log";
import { type Claimed, claimNext, outboxCtx } from "./claim";
import { recordOutcome } from "./record";

type Clock = () => Date;

/**
 * Sends a message in hand, outside of any transaction, and writes down what became of it. When that cannot be written, the message stays uncertain
 * until a report settles it.
 */
export async function deliver(
  db: Database,
  claimed: Claimed,
  { send, clock = () => new Date() }: { send: SendMessage; clock?: Clock },
): Promise<SendOutcome> {
  const outcome = await attempt(claimed, send);
  await inTransaction({ ...outboxCtx(db), requestId: claimed.id }, (ctx) =>
    recordOutcome(ctx, claimed, outcome, { now: clock(), random: Math.random() }),
  );
  return outcome;
}

async function attempt(claimed: Claimed, send: SendMessage): Promise<SendOutcome> {
  try {
    return await send({ phoneNumberId: claimed.scope, payload: claimed.payload });
  } catch (error) {
    log.error("sending broke off", { outbox_id: claimed.id, ...faultFields(error) });
    return { kind: "uncertain", why: "sending broke off" };
  }
}

/** Sends what is due, one after the other, until nothing is. Returns how many went to the provider. */
export async function dispatchDue(
  db: Database,
  input: { send: SendMessage; clock?: Clock; isProbe?: boolean },
): Promise<number> {
  const clock = input.clock ?? (() => new Date());
  let count = 0;
  for (;;) {
    const claimed = await claimNext(db, { now: clock(), isProbe: input.isProbe });
    if (claimed === "none") return count;
    if (claimed === "ended") continue;
    await deliver(db, claimed, { send: input.send, clock });
    count += 1;
  }
}
