import { readInstant } from "@/domain/intake/rules";
import { claimRun } from "@/domain/sync/claim-run";
import type { Counts } from "@/domain/sync/progress";
import { requireSource } from "@/domain/sync/providers";
import { PROVIDER_NAMES, type SyncProvider } from "@/domain/sync/rules";
import { runSync, type SyncOutcome } from "@/domain/sync/run-sync";
import { env } from "@/env";
import { atEnd } from "../setup/run-command";
import { type CrmCommand, type Input, type Outcome, UsageError } from "./command";
import { withCtx } from "./with-ctx";

const TELL_MS = 1_000;

const commandFor = (provider: SyncProvider, what: string, reach: string): CrmCommand => ({
  name: `sync ${provider}`,
  usage: "[--since T]",
  summary: `fetch from ${PROVIDER_NAMES[provider]} ${what} that its webhooks may have missed`,
  options: { since: { type: "string" } },
  details: [
    `Goes on from where the last one got to; the first reaches back ${reach}. Ctrl-C stops it, and the next goes on.`,
    "",
    "--since T   reach back to T: 2h, 7d, 2026-11-21 or 2026-11-21T09:00Z; never leaves a gap behind the last one",
  ],
  run: (input) => sync(provider, input),
});

export const syncKnowlarity = commandFor("knowlarity", "the calls", "30 days");
export const syncMeta = commandFor("meta", "the leads", "90 days");

async function sync(provider: SyncProvider, input: Input): Promise<Outcome> {
  const since = sinceOf(input);
  const outcome = await withCtx(async (ctx) => {
    const source = requireSource(provider, env());
    const run = await claimRun(ctx, { provider, since });
    if (!run) throw new Error("A sync by hand was not its turn");
    const stopping = new AbortController();
    const teller = tell(provider);
    const running = runSync({
      db: ctx.db,
      run,
      source,
      signal: stopping.signal,
      onProgress: teller.tell,
    }).finally(teller.stop);
    atEnd(async () => {
      stopping.abort();
      await running.catch(() => undefined);
    });
    return running;
  });
  return answer(provider, outcome);
}

function sinceOf(input: Input): Date | null {
  const text = input.optional("since");
  if (text === undefined) return null;
  const since = readInstant(text, new Date());
  if (!since) throw new UsageError("--since is not a time: 2h, 7d, 2026-11-21 or 2026-11-21T09:00Z.");
  return since;
}

function answer(provider: SyncProvider, { runId, from, counts, error }: SyncOutcome): Outcome {
  return {
    json: { provider, run_id: runId, since: from.toISOString(), ...counts, error },
    lines: [
      `${PROVIDER_NAMES[provider]}: ${inWords(counts)}, since ${from.toISOString()}.`,
      ...(error ? [error] : []),
    ],
    isWell: error === null,
  };
}

const inWords = ({ fetched, created, failed }: Counts) =>
  `${fetched} fetched, ${created} new, ${failed} failed`;

/** A line every second for whoever watches; a file or a pipe gets the end only. */
function tell(provider: SyncProvider): { tell: (counts: Counts) => void; stop: () => void } {
  if (!process.stderr.isTTY) return { tell: () => {}, stop: () => {} };
  const began = Date.now();
  let counts: Counts = { fetched: 0, created: 0, failed: 0 };
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - began) / 1000);
    process.stderr.write(`${PROVIDER_NAMES[provider]}: ${inWords(counts)} after ${seconds} s\n`);
  }, TELL_MS);
  return {
    tell: (next) => {
      counts = { ...next };
    },
    stop: () => clearInterval(timer),
  };
}
