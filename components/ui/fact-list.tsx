import type { ReactNode } from "react";

/** Labels and their values, aligned in two columns. */
export function FactList({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[minmax(4.5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-2.5">{children}</dl>;
}

export function Fact({ label, children }: { label: string; children?: ReactNode }) {
  const isEmpty = children === null || children === undefined || children === "" || children === false;
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 break-words">
        {isEmpty ? (
          <span className="text-muted">
            <span aria-hidden>—</span>
            <span className="sr-only">Not known</span>
          </span>
        ) : (
          children
        )}
      </dd>
    </>
  );
}
