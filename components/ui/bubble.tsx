import clsx from "clsx";
import type { ReactNode } from "react";

type Props = {
  side: "in" | "out";
  author: ReactNode;
  time: ReactNode;
  status?: ReactNode;
  children: ReactNode;
};

/** One utterance. What came in stands at the start, what went out at the end. Text keeps its own direction. */
export function Bubble({ side, author, time, status, children }: Props) {
  const isOut = side === "out";
  return (
    <li className={clsx("flex flex-col gap-1", isOut ? "items-end" : "items-start")}>
      <div className="flex items-baseline gap-2 px-1 text-xs text-muted">
        <span className="font-medium">{author}</span>
        {time}
      </div>
      <div
        dir="auto"
        className={clsx(
          "max-w-[min(85%,60ch)] rounded-dialog border px-3 py-2 break-words whitespace-pre-wrap",
          isOut
            ? "rounded-ee-[3px] border-transparent bg-accent-bg"
            : "rounded-es-[3px] border-border bg-surface",
        )}
      >
        {children}
      </div>
      {status && <div className="px-1">{status}</div>}
    </li>
  );
}
