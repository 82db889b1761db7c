import { AppError } from "@/domain/errors";

export const PROVIDERS = ["knowlarity", "meta"] as const;
export type SyncProvider = (typeof PROVIDERS)[number];

/** The provider of that name, or `invalid`. */
export function readProvider(name: string): SyncProvider {
  const provider = PROVIDERS.find((one) => one === name);
  if (!provider) throw new AppError("invalid", `There is no sync with "${name}": ${PROVIDERS.join(", ")}.`);
  return provider;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export const EVERY_MINUTES = 15;
/** Whoever has said nothing for so long is gone, and somebody else goes on. No wait inside a run is as long. */
export const GONE_AFTER_SECONDS = 60;

/**
 * How far the first run reaches back, and how far each run looks behind the last one. A call is in the log once it has ended, under the time it
 * began; a lead is there at once.
 */
const REACH: Record<SyncProvider, { firstMs: number; overlapMs: number }> = {
  knowlarity: { firstMs: 30 * DAY_MS, overlapMs: 120 * MINUTE_MS },
  meta: { firstMs: 90 * DAY_MS, overlapMs: 5 * MINUTE_MS },
};

/**
 * From when a run fetches. Asked to reach back to `since`, it still begins no later than where the last one got to: a gap would never be
 * noticed.
 */
export function windowStart(input: {
  provider: SyncProvider;
  cursorAt: Date | null;
  since: Date | null;
  now: Date;
}): Date {
  const { firstMs, overlapMs } = REACH[input.provider];
  const { cursorAt, since, now } = input;
  if (!cursorAt) return since ?? new Date(now.getTime() - firstMs);
  const usual = new Date(cursorAt.getTime() - overlapMs);
  return since && since < usual ? since : usual;
}

export type RunState = "running" | "cut_off" | "completed" | "failed";

/** Where a run stands. One that fetched everything but could not record some of it has failed, too: a person should look. */
export function stateOf(run: {
  finishedAt: Date | null;
  heartbeatAt: Date;
  lastError: string | null;
  now: Date;
}): RunState {
  if (run.finishedAt) return run.lastError === null ? "completed" : "failed";
  const silentMs = run.now.getTime() - run.heartbeatAt.getTime();
  return silentMs > GONE_AFTER_SECONDS * 1000 ? "cut_off" : "running";
}

export const nextRunAt = (startedAt: Date): Date => new Date(startedAt.getTime() + EVERY_MINUTES * MINUTE_MS);

export const PROVIDER_NAMES: Record<SyncProvider, string> = { knowlarity: "Knowlarity", meta: "Meta" };

/** What a run needs to reach its provider. */
export const NEEDED: Record<SyncProvider, string> = {
  knowlarity: "KNOWLARITY_API_KEY and KNOWLARITY_SR_API_KEY",
  meta: "META_PAGE_ACCESS_TOKEN",
};

export const GOES_ON = "What was fetched is kept, and the next sync goes on from there.";
