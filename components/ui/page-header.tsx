import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  description?: ReactNode;
  back?: { href: string; label: string };
  meta?: ReactNode;
  actions?: ReactNode;
};

/** The page's heading, what it is about, and what can be done here. */
export function PageHeader({ title, description, back, meta, actions }: Props) {
  return (
    <header className="mb-6">
      {back && (
        <Link
          href={back.href}
          className="mb-2 inline-flex items-center gap-1.5 rounded-control text-sm text-muted hover:text-text pointer-coarse:min-h-11"
        >
          <ArrowLeft size={14} aria-hidden className="rtl:-scale-x-100" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-tight break-words">{title}</h1>
          {meta && (
            <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-base text-muted">
              {meta}
            </div>
          )}
          {description && <p className="mt-1 max-w-prose text-muted">{description}</p>}
        </div>
        {actions && (
          <div data-no-print className="flex flex-wrap items-center gap-2">
            {actions}
          </div>
        )}
      </div>
    </header>
  );
}
