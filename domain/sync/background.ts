import { setTimeout as wait } from "node:timers/promises";
import { type Database, database } from "@/db/client";
import { type Ctx, makeCtx } from "@/domain/ctx";
import { faultFields, log } from "@/domain/log";
import { env } from "@/env";
import { type ClaimedRun, claimRun } from "./claim-run";
import { findSource, requireSource } from "./providers";
import { PROVIDERS, type SyncProvider } from "./rules";
import { runSync } from "./run-sync";
import type { SyncSource } from "./source";

/** How often an instance looks whose turn it is; whose it is, the database says. A start is followed by a minute of peace. */
const LOOK_MS = 60_000;

export type SyncLoop = { stop(): Promise<void> };

type Background = { stopping: AbortController; running: Set<Promise<unknown>>; lane?: Promise<void> };
// Kept on globalThis: the loop and the page's action are bundled apart, and must stop together.
const store = globalThis as typeof globalThis & { switchboardSync?: Background };

function background(): Background {
  store.switchboardSync ??= { stopping: new AbortController(), running: new Set() };
  return store.switchboardSync;
}

/** Starts a sync that goes on after the answer, in this instance. Throws `conflict` while one is running, `unavailable` without the keys. */
export async function startSyncNow(ctx: Ctx, provider: SyncProvider): Promise<void> {
  const source = requireSource(provider, env());
  const run = await claimRun(ctx, { provider });
  if (run) keepRunning({ db: ctx.db, run, source });
}

function keepRunning(input: { db: Database; run: ClaimedRun; source: SyncSource }): void {
  const { stopping, running } = background();
  const one = runSync({ ...input, signal: stopping.signal })
    // The database is away: the run falls silent, and the next one goes on.
    .catch((error) => log.error("sync could not end", { run_id: input.run.id, ...faultFields(error) }))
    .finally(() => running.delete(one));
  running.add(one);
}

/** Starts what is due, of every provider that can be reached. */
export async function startDueSyncs(
  db: Database,
  find: (provider: SyncProvider) => ReturnType<typeof findSource> = (provider) => findSource(provider, env()),
): Promise<SyncProvider[]> {
  const ctx = makeCtx({ db, actor: { kind: "system", name: "schedule" } });
  const started: SyncProvider[] = [];
  for (const provider of PROVIDERS) {
    const found = find(provider);
    if ("closed" in found) continue;
    const run = await claimRun(ctx, { provider, isScheduled: true });
    if (!run) continue;
    keepRunning({ db, run, source: found.source });
    started.push(provider);
  }
  return started;
}

/** Ends every sync of this process after the item in hand, and the schedule. */
export async function stopSyncs(): Promise<void> {
  const { stopping, running, lane } = background();
  stopping.abort();
  await Promise.all([lane, ...running]);
  store.switchboardSync = undefined;
}

/** The process's one schedule. Any number of instances have one; a turn is taken once. */
export function startSyncLoop(): SyncLoop {
  const here = background();
  here.lane ??= runLane(database(), here.stopping.signal);
  return { stop: stopSyncs };
}

async function runLane(db: Database, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    // Aborting ends the wait by an error, which is the wish.
    await wait(LOOK_MS, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return;
    await startDueSyncs(db).catch((error) => log.error("sync schedule failed", faultFields(error)));
  }
}
