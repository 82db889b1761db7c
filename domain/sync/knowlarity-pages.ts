import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { readKnowlarityBody } from "@/domain/channels/knowlarity-body";
import { readKnowlarityCall } from "@/domain/channels/knowlarity-call";
import { getCallLog, type KnowlarityAccess } from "@/domain/channels/knowlarity-get";
import { readKnowlarityTime } from "@/domain/channels/knowlarity-times";
import { recordKnowlarityCall } from "@/domain/channels/record-knowlarity-call";
import { isRecord } from "@/domain/channels/voice-text";
import type { Ctx } from "@/domain/ctx";
import { AppError } from "@/domain/errors";
import type { SyncItem, SyncSource, SyncWindow } from "./source";

const LIMIT = 100;
/** The order within the log is not promised, so the cursor only moves when a slice of time is through; no slice should be longer. */
const MOST_IN_SLICE = 1_000;
const SHORTEST_SLICE_MS = 60 * 60_000;

type Answer = { objects: unknown[]; total: number | null };
type Slice = { from: Date; until: Date };

/** The call log, by offset within slices of time, oldest slice first. */
export const knowlarityPages = (access: KnowlarityAccess): SyncSource =>
  async function* pages(window) {
    const seen = new Set<string>();
    for (let from = window.from; from < window.until; ) {
      const { slice, first } = await sliceFrom(access, window, { from, until: window.until });
      let latest: Date | null = null;
      let answer = first;
      for (let offset = 0; answer.objects.length > 0; ) {
        latest = latestOf(latest, answer.objects);
        yield { items: itemsOf(answer.objects, seen), cursorAt: null };
        // By what came, not by what was asked for: the API may have a lower limit of its own.
        offset += answer.objects.length;
        if (answer.total !== null && offset >= answer.total) break;
        answer = await read(access, window, slice, offset);
      }
      // By the provider's clock: what it has not told of yet is asked for again.
      yield { items: [], cursorAt: latest && latest > slice.until ? slice.until : latest };
      from = slice.until;
    }
  };

/** The first slice that is not too long, with its first page. An answer that does not shrink with the time means that time is ignored. */
async function sliceFrom(
  access: KnowlarityAccess,
  window: SyncWindow,
  whole: Slice,
): Promise<{ slice: Slice; first: Answer }> {
  let slice = whole;
  let first = await read(access, window, slice, 0);
  while ((first.total ?? 0) > MOST_IN_SLICE) {
    const half = (slice.until.getTime() - slice.from.getTime()) / 2;
    if (half < SHORTEST_SLICE_MS) break;
    const shorter = { from: slice.from, until: new Date(slice.from.getTime() + half) };
    const answer = await read(access, window, shorter, 0);
    if (answer.total === null || answer.total >= (first.total ?? 0)) break;
    slice = shorter;
    first = answer;
  }
  return { slice, first };
}

async function read(
  access: KnowlarityAccess,
  { ask }: SyncWindow,
  slice: Slice,
  offset: number,
): Promise<Answer> {
  const value = await ask((signal) => getCallLog(access, { ...slice, offset, limit: LIMIT, signal }));
  const total = isRecord(value.meta) ? Number(value.meta.total_count ?? Number.NaN) : Number.NaN;
  return {
    objects: Array.isArray(value.objects) ? value.objects : [],
    total: Number.isFinite(total) ? total : null,
  };
}

function latestOf(latest: Date | null, objects: unknown[]): Date | null {
  return objects.reduce<Date | null>((best, object) => {
    const text = isRecord(object) && typeof object.start_time === "string" ? object.start_time : undefined;
    const at = readKnowlarityTime(text, undefined);
    return at && (!best || at > best) ? at : best;
  }, latest);
}

/** New rows push others to the next page, where they come a second time; the same words are recorded once. */
function itemsOf(objects: unknown[], seen: Set<string>): SyncItem[] {
  return objects.flatMap((object) => {
    const text = JSON.stringify(object);
    const mark = createHash("sha256").update(text).digest("base64");
    if (seen.has(mark)) return [];
    seen.add(mark);
    const id = isRecord(object) ? (object.uuid ?? object.callid ?? object.call_uuid) : null;
    return [{ name: typeof id === "string" ? id : "without id", record: (ctx) => record(ctx, text) }];
  });
}

async function record(ctx: Ctx, text: string): Promise<boolean> {
  let isNew = false;
  for (const call of readKnowlarityBody(Buffer.from(text))) {
    const report = readKnowlarityCall(call, new Date());
    if (!report) throw new AppError("invalid", "The row says nothing about the call.");
    const known = await prepared(
      ctx.db,
      sql`select 1 from call_sessions where provider = 'knowlarity' and external_id = ${report.callId}`,
    );
    await recordKnowlarityCall(ctx, report);
    isNew ||= known.length === 0;
  }
  return isNew;
}
