import clsx from "clsx";
import type { ReactNode } from "react";
import { TONE_STYLE, type Tone } from "./tone";

/** What happened, newest first, on one line from top to bottom. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {children}
    </ol>
  );
}

type ItemProps = { icon: ReactNode; title: ReactNode; meta?: ReactNode; tone?: Tone; children?: ReactNode };

/** One event: what, who and when in `meta`, and its content below. */
export function TimelineItem({ icon, title, meta, tone = "neutral", children }: ItemProps) {
  return (
    <li className="group relative flex gap-3 pb-5 last:pb-0">
      <span
        aria-hidden
        className="absolute start-3.5 top-7 bottom-0 w-px -translate-x-1/2 bg-border group-last:hidden rtl:translate-x-1/2"
      />
      <span
        aria-hidden
        className={clsx(
          "relative flex size-7 shrink-0 items-center justify-center rounded-full",
          TONE_STYLE[tone],
        )}
      >
        {icon}
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-0.5">
          <div className="min-w-0 font-medium break-words">{title}</div>
          {meta && <div className="text-sm text-muted">{meta}</div>}
        </div>
        {children && <div className="mt-1 max-w-prose break-words text-muted">{children}</div>}
      </div>
    </li>
  );
}
