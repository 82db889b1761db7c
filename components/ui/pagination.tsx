import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "./button";

/** Steps through a list by its newest and oldest row. There are no page numbers: rows arrive while one reads. */
export function Pagination(props: { newer?: string | null; older?: string | null; summary?: ReactNode }) {
  const { newer, older, summary } = props;
  if (!newer && !older && !summary) return null;
  return (
    <nav aria-label="Pages" data-no-print className="flex items-center justify-between gap-3 px-4 py-3">
      <p className="text-sm text-muted tabular">{summary}</p>
      <div className="flex gap-2">
        {newer && (
          <ButtonLink
            href={newer}
            size="sm"
            rel="prev"
            icon={<ChevronLeft size={14} aria-hidden className="rtl:-scale-x-100" />}
          >
            Newer
          </ButtonLink>
        )}
        {older && (
          <ButtonLink href={older} size="sm" rel="next">
            Older
            <ChevronRight size={14} aria-hidden className="rtl:-scale-x-100" />
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}
