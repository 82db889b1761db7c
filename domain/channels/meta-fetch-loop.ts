import { setTimeout as wait } from "node:timers/promises";
import { type Database, database } from "@/db/client";
import { faultFields, log } from "@/domain/log";
import { type Env, env } from "@/env";
import { readDemoLead } from "./meta-demo-lead";
import { type FetchLead, fetchLead, metaAccess, readNextLead } from "./meta-fetch";

/** A look at an index twice a second finds what any instance has stored. */
const TICK_MS = 500;
const PAUSE_MS = 60_000;
const PAUSE_AFTER_FAULT_MS = 5_000;

export type LeadFetchLoop = { stop(): Promise<void> };

const store = globalThis as typeof globalThis & { switchboardLeadFetchLoop?: LeadFetchLoop };

/** Reads unread leads, one at a time, until stopped. `stop` resolves when the one in hand is finished. */
export function runLeadFetchLoop(input: { db: Database; fetch: FetchLead }): LeadFetchLoop {
  const stopping = new AbortController();
  const lane = runLane(input, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await lane;
    },
  };
}

async function runLane(input: { db: Database; fetch: FetchLead }, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const pause = await step(input);
    // Aborting ends the wait by an error, which is the wish.
    if (pause > 0) await wait(pause, undefined, { signal: stop }).catch(() => undefined);
  }
}

async function step(input: { db: Database; fetch: FetchLead }): Promise<number> {
  try {
    const done = await readNextLead(input.db, input.fetch);
    if (done === "pause") return PAUSE_MS;
    return done === "none" ? TICK_MS : 0;
  } catch (error) {
    log.error("reading leads failed", faultFields(error));
    return PAUSE_AFTER_FAULT_MS;
  }
}

/** The process's one loop; null where leads cannot be read, and then they wait as unread. */
export function startLeadFetchLoop(): LeadFetchLoop | null {
  const fetch = readerFor(env());
  if (fetch) store.switchboardLeadFetchLoop ??= runLeadFetchLoop({ db: database(), fetch });
  return store.switchboardLeadFetchLoop ?? null;
}

function readerFor(given: Env): FetchLead | null {
  const access = metaAccess(given);
  if (access) return (externalId) => fetchLead(access, externalId);
  return given.SWITCHBOARD_DEMO ? readDemoLead : null;
}
