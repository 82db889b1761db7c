/** The frame of everything that takes input. 36 px for a mouse, 44 px for a finger. */
export const controlStyle =
  "w-full rounded-control border border-control bg-surface px-3 text-text shadow-lift touch-target " +
  "disabled:cursor-not-allowed disabled:bg-raised disabled:text-muted " +
  "focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-bad aria-invalid:outline-bad";
