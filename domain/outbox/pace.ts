const WINDOW_MS = 1000;
/** What WhatsApp lets a number send in a second. */
const PER_SECOND = 80;

/**
 * Keeps each of our numbers below its throughput within this process. When several instances together are too fast, WhatsApp says so, and the
 * number rests everywhere that hears it.
 */
export function makePace(perSecond = PER_SECOND) {
  const starts = new Map<string, number[]>();
  const resting = new Map<string, number>();
  const recent = (scope: string, now: Date) =>
    (starts.get(scope) ?? []).filter((at) => at > now.getTime() - WINDOW_MS);
  return {
    /** Numbers that must not send at this moment. */
    full: (now: Date): string[] => [
      ...[...starts.keys()].filter((scope) => recent(scope, now).length >= perSecond),
      ...[...resting].filter(([, until]) => until > now.getTime()).map(([scope]) => scope),
    ],
    took: (scope: string, now: Date) => void starts.set(scope, [...recent(scope, now), now.getTime()]),
    rest: (scope: string, until: Date) => void resting.set(scope, until.getTime()),
  };
}
