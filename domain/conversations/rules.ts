/** WhatsApp lets a business write freely for a day after the person's last message; then only approved templates. */
const WINDOW_MS = 24 * 60 * 60 * 1000;

/** When the free-form window closes; null when the person never wrote, so that it was never open. */
export function windowClosesAt(lastInboundAt: Date | null): Date | null {
  return lastInboundAt && new Date(lastInboundAt.getTime() + WINDOW_MS);
}

export const isWindowOpen = (lastInboundAt: Date | null, now: Date): boolean => {
  const closesAt = windowClosesAt(lastInboundAt);
  return closesAt !== null && closesAt > now;
};

/** "2 h 14 m", "14 m", "less than a minute": what is left until an instant that is still to come, rounded down. */
export function timeLeft(until: Date, now: Date): string {
  const minutes = Math.floor((until.getTime() - now.getTime()) / 60_000);
  if (minutes < 1) return "less than a minute";
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} m` : `${hours} h ${minutes % 60} m`;
}

const STEPS = ["queued", "sent", "failed", "delivered", "read"] as const;
type Step = (typeof STEPS)[number];

/**
 * The statuses that a new one beats. Read beats delivered beats sent, in whatever order they come; a failure beats only what was not yet known to
 * have arrived, and news of an arrival beats a failure. So the end is the same for every order.
 */
export const beatenBy = (status: Exclude<Step, "queued">): readonly Step[] =>
  STEPS.slice(0, STEPS.indexOf(status));
