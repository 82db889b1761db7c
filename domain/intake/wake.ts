/**
 * A signal inside one process: something has been stored, look at once. Kept on globalThis because the server bundles its routes and its
 * start-up file apart, and each would have a signal of its own. Other processes find out by their timer.
 */
type Signal = { count: number; waiting: Set<() => void> };
const store = globalThis as typeof globalThis & { switchboardIntakeSignal?: Signal };

function signal(): Signal {
  store.switchboardIntakeSignal ??= { count: 0, waiting: new Set() };
  return store.switchboardIntakeSignal;
}

export function wakeDrain(): void {
  const current = signal();
  current.count += 1;
  for (const resume of [...current.waiting]) resume();
}

/** How often it was called so far; what was stored before this moment is found by looking after it. */
export const wakeCount = () => signal().count;

/** Resolves when the signal came after `seen`, when the time is over, or when `stop` aborts. */
export function waitForWake(input: { seen: number; milliseconds: number; stop: AbortSignal }): Promise<void> {
  const current = signal();
  if (current.count !== input.seen || input.stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const resume = () => {
      clearTimeout(timer);
      current.waiting.delete(resume);
      input.stop.removeEventListener("abort", resume);
      resolve();
    };
    const timer = setTimeout(resume, input.milliseconds);
    current.waiting.add(resume);
    input.stop.addEventListener("abort", resume, { once: true });
  });
}
