import type { EventStatus } from "@/domain/intake/rules";
import type { Asked } from "./retry-state";

export type RetryOutcome =
  | { kind: "under_way" }
  | { kind: "over"; tone: "ok" | "warn" | "bad"; words: string };

/** How a retry ended, told from what the event was and what it is now. */
export function retryOutcome(
  asked: Asked,
  event: { status: EventStatus; tries: number; made: number; lastError: string | null },
): RetryOutcome {
  if (event.tries <= asked.triesBefore) return { kind: "under_way" };
  const why = event.lastError ? ` ${event.lastError}` : "";
  if (event.status === "failed") return { kind: "over", tone: "bad", words: `Retried: failed again.${why}` };
  if (event.status !== "processed") {
    return { kind: "over", tone: "warn", words: `Retried: failed, and will be tried again by itself.${why}` };
  }
  const madeNow = event.made - asked.madeBefore;
  if (madeNow > 0) {
    const things = madeNow === 1 ? "1 thing was" : `${madeNow} things were`;
    return { kind: "over", tone: "ok", words: `Retried: processed. ${things} made, listed below.` };
  }
  return asked.wasProcessed
    ? { kind: "over", tone: "ok", words: "Retried: already ingested, nothing duplicated." }
    : { kind: "over", tone: "ok", words: "Retried: processed. What it carries was known already." };
}
