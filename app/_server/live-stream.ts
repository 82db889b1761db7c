import "server-only";
import type { LiveEvent } from "@/components/live/live-events";
import type { LiveHub } from "@/domain/live/hub";
import type { LiveKind, LiveNews } from "@/domain/live/topic";

const HEARTBEAT_MS = 20_000;
/** How soon somebody who was disabled or signed out hears nothing more. */
const CHECK_MS = 5_000;
/** Changes within this time are told together: a busy minute must not become a thousand refreshes. */
const GATHER_MS = 250;
const MOST_IDS = 50;
/** A reader who is this many messages behind is not reading. */
const MOST_UNREAD = 64;

type Stream = {
  hub: LiveHub;
  kinds: ReadonlySet<LiveKind>;
  /** The desk's branch: other branches' calls do not concern it. Null for all. */
  branchId: string | null;
  isReconnect: boolean;
  readCalls: () => Promise<Extract<LiveEvent, { type: "calls" }>>;
  mayStill: () => Promise<boolean>;
  signal: AbortSignal;
  onEnd: () => void;
};

/** Server-sent events for one browser: the calls that ring, then each change that it may know of, until either side ends it. */
export function liveStream(stream: Stream): ReadableStream<Uint8Array> {
  let end = () => {};
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      end = run(stream, controller);
    },
    cancel: () => end(),
  });
}

function run(stream: Stream, controller: ReadableStreamDefaultController<Uint8Array>): () => void {
  const encoder = new TextEncoder();
  const timers = [
    setInterval(() => write(": still here\n\n"), HEARTBEAT_MS),
    setInterval(() => void check(), CHECK_MS),
  ];
  let isOver = false;
  let gathering: NodeJS.Timeout | undefined;
  let areCallsStale = stream.kinds.has("call");
  let isMissing = stream.isReconnect;
  let changed = new Map<Exclude<LiveKind, "call">, Set<string>>();

  function end(): void {
    if (isOver) return;
    isOver = true;
    for (const timer of timers) clearInterval(timer);
    clearTimeout(gathering);
    unsubscribe();
    stream.signal.removeEventListener("abort", end);
    stream.onEnd();
    try {
      controller.close();
    } catch {
      // The reader closed it first.
    }
  }

  function write(text: string): void {
    if (isOver) return;
    if ((controller.desiredSize ?? 0) < -MOST_UNREAD) end();
    else controller.enqueue(encoder.encode(text));
  }

  const tell = ({ type, ...data }: LiveEvent) =>
    write(`id: ${Date.now()}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);

  async function check(): Promise<void> {
    if (!(await stream.mayStill().catch(() => false))) end();
  }

  function hear(news: LiveNews): void {
    if (news.kind === "resync") {
      areCallsStale = stream.kinds.has("call");
      isMissing = true;
    } else if (!stream.kinds.has(news.kind)) return;
    else if (news.kind === "call") {
      const isOurs = !stream.branchId || !news.branchId || news.branchId === stream.branchId;
      if (!isOurs) return;
      areCallsStale = true;
    } else {
      const ids = changed.get(news.kind) ?? new Set();
      if (ids.size < MOST_IDS) ids.add(news.id);
      changed.set(news.kind, ids);
    }
    // A ring is told at once; what follows it within a moment is told together.
    gathering ??= setTimeout(() => void flush(), areCallsStale ? 0 : GATHER_MS);
  }

  async function flush(): Promise<void> {
    const [calls, missing, ids] = [areCallsStale, isMissing, changed];
    [areCallsStale, isMissing, changed] = [false, false, new Map()];
    try {
      if (calls) tell(await stream.readCalls());
      if (missing) tell({ type: "refresh" });
      if (ids.size > 0) {
        const entries = [...ids].map(([kind, some]) => [kind, [...some]]);
        tell({ type: "changed", ids: Object.fromEntries(entries) });
      }
    } catch {
      // The database is away: the browser connects again, and then hears all of it.
      return end();
    }
    gathering = undefined;
    const isMore = areCallsStale || isMissing || changed.size > 0;
    if (isMore && !isOver) gathering = setTimeout(() => void flush(), GATHER_MS);
  }

  const unsubscribe = stream.hub.subscribe({ onNews: hear, onClose: end });
  stream.signal.addEventListener("abort", end);
  // The id makes the browser say, when it comes back, that it was here before.
  write(`retry: 2000\nid: ${Date.now()}\n\n`);
  if (stream.signal.aborted) end();
  else gathering = setTimeout(() => void flush(), 0);
  return end;
}
