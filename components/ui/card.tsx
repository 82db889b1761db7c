import clsx from "clsx";
import { type ReactNode, useId } from "react";

export function Card({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={clsx("rounded-card border border-border bg-surface shadow-lift", className)}>
      {children}
    </div>
  );
}

type SectionProps = {
  title: string;
  action?: ReactNode;
  /** Without inner padding, for a table or a list that has its own. */
  isFlush?: boolean;
  className?: string;
  children: ReactNode;
};

/** A titled part of a page. */
export function Section({ title, action, isFlush = false, className, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={clsx("rounded-card border border-border bg-surface shadow-lift", className)}
    >
      <div className="flex min-h-11 items-center justify-between gap-3 border-b border-border px-4 py-2">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {action}
      </div>
      <div className={isFlush ? undefined : "p-4"}>{children}</div>
    </section>
  );
}
