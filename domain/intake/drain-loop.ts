import { type Database, database } from "@/db/client";
import { faultFields, log } from "@/domain/log";
import { drainOne } from "./drain";
import { waitForWake, wakeCount } from "./wake";

/** Two lanes: one slow event does not make the others wait, and the pool keeps most of its connections for people. */
const LANES = 2;
/** The timer finds what another instance stored, what is due again, and what a missed signal left. */
const TICK_MS = 1000;
const PAUSE_AFTER_FAULT_MS = 2000;

export type DrainLoop = { stop(): Promise<void> };
type Drain = typeof drainOne;

const store = globalThis as typeof globalThis & { switchboardDrainLoop?: DrainLoop };

/** Starts the lanes. `stop` resolves when the events in hand are finished. */
export function startLanes(input: { db: Database; lanes?: number; drain?: Drain }): DrainLoop {
  const stopping = new AbortController();
  const one = input.drain ?? drainOne;
  const lanes = Array.from({ length: input.lanes ?? LANES }, () => runLane(input.db, one, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(lanes);
    },
  };
}

async function runLane(db: Database, one: Drain, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const seen = wakeCount();
    try {
      if (await one(db)) continue;
      await waitForWake({ seen, milliseconds: TICK_MS, stop });
    } catch (error) {
      // The database is away, or went away in the middle: the event is still waiting.
      log.error("intake lane failed", faultFields(error));
      await waitForWake({ seen: wakeCount(), milliseconds: PAUSE_AFTER_FAULT_MS, stop });
    }
  }
}

/** The process's one loop: hot reload in development calls this again, and must not add lanes. */
export function startDrainLoop(): DrainLoop {
  store.switchboardDrainLoop ??= startLanes({ db: database() });
  return store.switchboardDrainLoop;
}
