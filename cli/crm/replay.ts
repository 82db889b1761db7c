import { getEvent } from "@/domain/intake/get-event";
import { replayEvent } from "@/domain/intake/replay";
import { previewReplay, replayMany } from "@/domain/intake/replay-many";
import { readInstant } from "@/domain/intake/rules";
import { type CrmCommand, type Input, type Outcome, UsageError } from "./command";
import { withCtx } from "./with-ctx";

export const replay: CrmCommand = {
  name: "replay",
  usage: "(--id ID | --failed [--since T] [--source S]) [--dry-run]",
  summary: "have received events processed again; what they made before is not made twice",
  options: {
    id: { type: "string" },
    failed: { type: "boolean" },
    since: { type: "string" },
    source: { type: "string" },
    "dry-run": { type: "boolean" },
  },
  details: [
    "--id ID      one event, whatever became of it",
    "--failed     all that failed for good",
    "--since T    only those that failed since: 2h, 7d, 2026-11-21 or 2026-11-21T09:00Z",
    "--source S   only those of one channel, such as whatsapp",
    "--dry-run    only says what would be done",
  ],
  run: async (input) => {
    const id = input.optional("id");
    if (id !== undefined && input.has("failed"))
      throw new UsageError("--id and --failed exclude each other.");
    if (id !== undefined) return replayOne(id, input);
    if (!input.has("failed")) throw new UsageError("Say which events: --id ID or --failed.");
    return replayFailed(input);
  },
};

async function replayOne(id: string, input: Input): Promise<Outcome> {
  if (input.optional("since") || input.optional("source")) {
    throw new UsageError("--since and --source go with --failed.");
  }
  const isDry = input.has("dry-run");
  const status = await withCtx(async (ctx) => {
    const event = await getEvent(ctx, id);
    if (!isDry) await replayEvent(ctx, { id });
    return event.status;
  });
  return {
    json: isDry ? { would_replay: 1, status } : { replayed: 1, status_before: status },
    lines: [
      isDry
        ? `Would be processed again; now it is ${status}.`
        : `Waits to be processed again; it was ${status}.`,
    ],
  };
}

async function replayFailed(input: Input): Promise<Outcome> {
  const since = input.optional("since");
  const from = since === undefined ? undefined : readInstant(since, new Date());
  if (from === null) throw new UsageError("--since: expected 2h, 7d, 2026-11-21 or 2026-11-21T09:00Z.");
  const filter = { from, source: input.optional("source") };
  if (!input.has("dry-run")) {
    const { count } = await withCtx((ctx) => replayMany(ctx, filter));
    return { json: { replayed: count }, lines: [`Failed events that wait to be processed again: ${count}.`] };
  }
  const { count, bySource, byError } = await withCtx((ctx) => previewReplay(ctx, filter));
  return {
    json: { would_replay: count, by_source: bySource, by_error: byError },
    lines: [
      `Failed events that would be processed again: ${count}.`,
      ...byError.map(({ error, count: n }) => `  ${n}  ${error ?? "nothing was written down"}`),
    ],
  };
}
