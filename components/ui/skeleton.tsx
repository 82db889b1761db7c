import clsx from "clsx";

/** A grey block of its content's size. Shows only when the wait is longer than 200 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={clsx("animate-pulse-late rounded-control bg-raised", className)} />;
}

const WIDTHS = ["w-2/5", "w-1/3", "w-1/2", "w-1/4", "w-2/5"];

/** A list or table that is on its way. */
export function SkeletonRows({ rows = 8, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status" className="animate-late rounded-card border border-border bg-surface">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks are all the same and never change places.
        <div key={row} className="flex h-11 items-center gap-4 border-b border-border px-4 last:border-b-0">
          <Skeleton className="size-6 rounded-full" />
          <Skeleton className={clsx("h-3", WIDTHS[row % WIDTHS.length])} />
          <Skeleton className="ms-auto h-3 w-16" />
        </div>
      ))}
    </div>
  );
}
