import { setTimeout as wait } from "node:timers/promises";
import { type Database, database } from "@/db/client";
import { type SendMessage, whatsappSender } from "@/domain/channels/whatsapp-send";
import { faultFields, log } from "@/domain/log";
import { env } from "@/env";
import { claimNext } from "./claim";
import { deliver } from "./dispatch";
import { makePace } from "./pace";
import { explainAbandoned, explainWaiting } from "./waiting";

/** Messages on their way at once. Claims are made by one hand, so that the pace is exact. */
const MOST_IN_FLIGHT = 8;
/** What one instance holds back is found by looking, so any instance finds it. */
const TICK_MS = 500;
const PAUSE_AFTER_FAULT_MS = 2_000;
/** How often a stopped channel is tried and what waits is explained; where nothing can be sent, the explanation is all there is. */
const LOOK_AROUND_MS = 60_000;
const LOOK_AROUND_CLOSED_MS = 5_000;
/** How long a number rests after WhatsApp called it too fast. */
const REST_MS = 5_000;

export type OutboxLoop = { stop(): Promise<void> };
type Sender = { send: SendMessage } | { closed: string };

const store = globalThis as typeof globalThis & { switchboardOutboxLoop?: OutboxLoop };

/** Sends what is due until stopped. `stop` resolves when what is on its way has its answer. */
export function runOutboxLoop(input: { db: Database; sender: Sender }): OutboxLoop {
  const stopping = new AbortController();
  const inFlight = new Set<Promise<void>>();
  const turn = makeTurn(input, inFlight);
  const run = async () => {
    while (!stopping.signal.aborted) {
      const pause = await turn();
      // Aborting ends the wait by an error, which is the wish.
      if (pause > 0) await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    await Promise.all(inFlight);
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** One look: sends one message, or says how long to wait. The first look after a start is a probe, since a restart often is the mending. */
function makeTurn({ db, sender }: { db: Database; sender: Sender }, inFlight: Set<Promise<void>>) {
  const pace = makePace();
  let lookedAroundAt = 0;

  const start = async (isProbe: boolean, send: SendMessage): Promise<"none" | "more"> => {
    const now = new Date();
    const claimed = await claimNext(db, { now, fullScopes: pace.full(now), isProbe });
    if (claimed === "none") return "none";
    if (claimed === "ended") return "more";
    pace.took(claimed.scope, now);
    const flight = deliver(db, claimed, { send })
      .then((outcome) => {
        if (outcome.kind === "refused" && outcome.reaction === "slow")
          pace.rest(claimed.scope, new Date(Date.now() + REST_MS));
      })
      .catch((error) => log.error("outcome not recorded", { outbox_id: claimed.id, ...faultFields(error) }))
      .finally(() => inFlight.delete(flight));
    inFlight.add(flight);
    return "more";
  };

  return async (): Promise<number> => {
    try {
      if (inFlight.size >= MOST_IN_FLIGHT) {
        await Promise.race(inFlight);
        return 0;
      }
      const isTime =
        Date.now() - lookedAroundAt >= ("closed" in sender ? LOOK_AROUND_CLOSED_MS : LOOK_AROUND_MS);
      if (isTime) {
        lookedAroundAt = Date.now();
        await explainAbandoned(db, new Date());
        await explainWaiting(db, { now: new Date(), closed: "closed" in sender ? sender.closed : null });
      }
      if ("closed" in sender) return TICK_MS;
      return (await start(isTime, sender.send)) === "more" ? 0 : TICK_MS;
    } catch (error) {
      log.error("outbox failed", faultFields(error));
      return PAUSE_AFTER_FAULT_MS;
    }
  };
}

/** The process's one loop. */
export function startOutboxLoop(): OutboxLoop {
  store.switchboardOutboxLoop ??= runOutboxLoop({ db: database(), sender: whatsappSender(env()) });
  return store.switchboardOutboxLoop;
}
