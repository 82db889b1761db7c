import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "@/db/client";
import { type Ctx, makeCtx } from "@/domain/ctx";
import { AppError, postgresCode } from "@/domain/errors";
import { faultFields, log } from "@/domain/log";
import { makeAsk, type Pace, ProviderProblem } from "./ask";
import type { ClaimedRun } from "./claim-run";
import { allIsWell, wordsFor } from "./outcome";
import { type Counts, finishRun, saveProgress } from "./progress";
import { GOES_ON } from "./rules";
import type { SyncItem, SyncSource } from "./source";

/** Between two signs of life while a page is recorded. */
const BEAT_MS = 2_000;
const MOST_TRIES = 3;
/** A deadlock or a lost serialization: the other one has won, and the item starts again. */
const START_AGAIN = new Set(["40P01", "40001"]);

export const realPace: Pace = {
  now: () => new Date(),
  pause: async (milliseconds, signal) => void (await wait(milliseconds, undefined, { signal })),
};

/** `error` in words for a person; null when everything was fetched and recorded. */
export type SyncOutcome = { runId: string; from: Date; counts: Counts; error: string | null };
type Run = {
  db: Database;
  run: ClaimedRun;
  source: SyncSource;
  signal: AbortSignal;
  pace?: Pace;
  onProgress?: (counts: Counts) => void;
};

/** Somebody else has closed this run: nothing more is ours to say about it. */
class TakenOver extends Error {}

/**
 * Fetches what a claimed run is to fetch, and records it as a webhook would, item by item. An item that cannot be recorded is counted and does not
 * stop the others. Stops after the item in hand when told to. Whatever it ends with, the next run goes on from its cursor.
 */
export async function runSync(input: Run): Promise<SyncOutcome> {
  const { db, run, source, signal } = input;
  const pace = input.pace ?? realPace;
  const counts: Counts = { fetched: 0, created: 0, failed: 0 };
  let beatAt = Number.NEGATIVE_INFINITY;
  const save = async (cursorAt: Date | null) => {
    beatAt = pace.now().getTime();
    if (!(await saveProgress(db, { id: run.id, counts, cursorAt }))) throw new TakenOver();
    input.onProgress?.(counts);
  };
  const ctx = makeCtx({ db, actor: { kind: "channel", name: run.provider }, requestId: run.id });
  const ask = makeAsk({ pace, signal, beat: () => save(null) });
  const end = async (error: string | null): Promise<SyncOutcome> => {
    await finishRun(db, { id: run.id, counts, error });
    log.info("sync ended", { run_id: run.id, provider: run.provider, is_well: error === null, ...counts });
    return { runId: run.id, from: run.from, counts, error };
  };
  try {
    for await (const page of source({ from: run.from, until: run.startedAt, ask })) {
      for (const item of page.items) {
        signal.throwIfAborted();
        await recordOne(ctx, item, counts);
        if (pace.now().getTime() - beatAt >= BEAT_MS) await save(null);
      }
      await save(page.cursorAt);
    }
    await save(run.reachedAt);
    await allIsWell(ctx, run.provider);
    const { failed, fetched } = counts;
    return await end(
      failed === 0
        ? null
        : `${failed} of ${fetched} could not be recorded; the log has them under ${run.id}. Everything else was.`,
    );
  } catch (error) {
    if (error instanceof TakenOver) {
      return { runId: run.id, from: run.from, counts, error: "Another sync has taken over from this one." };
    }
    if (signal.aborted) return end(`Stopped before the end. ${GOES_ON}`);
    if (error instanceof ProviderProblem) return end(await wordsFor(ctx, run.provider, error.problem));
    log.error("sync failed", { run_id: run.id, provider: run.provider, ...faultFields(error) });
    return end(`Something failed on our side; the log has it under ${run.id}. ${GOES_ON}`);
  }
}

async function recordOne(ctx: Ctx, item: SyncItem, counts: Counts): Promise<void> {
  counts.fetched += 1;
  for (let tries = 1; ; tries += 1) {
    try {
      if (await item.record(ctx)) counts.created += 1;
      return;
    } catch (error) {
      if (START_AGAIN.has(postgresCode(error) ?? "") && tries < MOST_TRIES) continue;
      counts.failed += 1;
      const why = error instanceof AppError ? { code: error.code } : faultFields(error);
      log.warn("sync item failed", { run_id: ctx.requestId, item: item.name, ...why });
      return;
    }
  }
}
