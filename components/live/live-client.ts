import type { LiveEvent } from "./live-events";

/** The browser itself tries again after a lost connection; a refusal (signed out, too many windows, a server that starts) it does not. */
const AFTER_REFUSAL_MS = 10_000;

type Listener = (event: LiveEvent) => void;
const TYPES = ["calls", "changed", "refresh"] as const;

const listeners = new Set<Listener>();
let source: EventSource | null = null;
let retry: number | undefined;
let hasBeenOpen = false;

const tell = (event: LiveEvent) => {
  for (const listener of [...listeners]) listener(event);
};

function open(): void {
  const opened = new EventSource("/live");
  source = opened;
  for (const type of TYPES)
    opened.addEventListener(type, (event) => tell({ type, ...JSON.parse(event.data) }));
  opened.onopen = () => {
    // A new stream knows nothing of what was missed since the last one.
    if (hasBeenOpen) tell({ type: "refresh" });
    hasBeenOpen = true;
  };
  opened.onerror = () => {
    if (opened.readyState !== EventSource.CLOSED) return;
    close();
    retry = window.setTimeout(update, AFTER_REFUSAL_MS);
  };
}

function close(): void {
  source?.close();
  source = null;
  window.clearTimeout(retry);
  retry = undefined;
}

/** A hidden tab needs no stream, and a browser has only six connections for all of them. */
function update(): void {
  const isWanted = listeners.size > 0 && document.visibilityState === "visible";
  if (isWanted && !source) {
    close();
    open();
  } else if (!isWanted) close();
}

/** Hears the live stream, which all listeners of a tab share. Returns what ends it. */
export function listenLive(listener: Listener): () => void {
  if (listeners.size === 0) document.addEventListener("visibilitychange", update);
  listeners.add(listener);
  update();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener("visibilitychange", update);
    close();
  };
}
