import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

type Props = { title: string; children?: ReactNode; reference?: string; action?: ReactNode };

/** What failed, what to do, and the reference under which it was logged. */
export function ErrorState({ title, children, reference, action }: Props) {
  return (
    <div role="alert" className="flex flex-col items-center gap-1 px-6 py-12 text-center">
      <span
        aria-hidden
        className="mb-3 flex size-10 items-center justify-center rounded-full bg-bad-bg text-bad"
      >
        <TriangleAlert size={20} />
      </span>
      <p className="font-semibold">{title}</p>
      {children && <div className="max-w-[44ch] text-muted">{children}</div>}
      {reference && (
        <p className="mt-2 text-sm text-muted">
          Reference <code className="rounded-control bg-raised px-1.5 py-0.5 select-all">{reference}</code>
        </p>
      )}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
