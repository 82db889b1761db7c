import clsx from "clsx";
import Link from "next/link";
import type { LinkItem } from "./link-item";

/** One filter of a list, its choices side by side. The address holds the choice. */
export function FilterChips({ label, items }: { label: string; items: LinkItem[] }) {
  return (
    <nav aria-label={label} data-no-print>
      <ul className="flex flex-wrap gap-1.5">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={item.isCurrent ? "true" : undefined}
              className={clsx(
                "inline-flex h-7 items-center justify-center gap-1.5 rounded-full border px-3 text-sm font-medium touch-target",
                item.isCurrent
                  ? "border-transparent bg-accent-bg text-accent"
                  : "border-border bg-surface text-muted hover:bg-raised hover:text-text",
              )}
            >
              {item.label}
              {item.count !== undefined && (
                <span className="text-xs tabular">
                  {item.count.toLocaleString("en")}
                  {item.hasMore && "+"}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
