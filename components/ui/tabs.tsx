import clsx from "clsx";
import Link from "next/link";
import type { LinkItem } from "./link-item";

/** Views of one record. Links, so that each view has an address and Back works. */
export function Tabs({ label, items }: { label: string; items: LinkItem[] }) {
  return (
    <nav aria-label={label} data-no-print className="mb-4 overflow-x-auto border-b border-border">
      <ul className="flex gap-1">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={item.isCurrent ? "page" : undefined}
              className={clsx(
                "flex h-9 items-center gap-2 border-b-2 px-3 font-medium whitespace-nowrap -outline-offset-2 touch-target",
                item.isCurrent ? "border-accent text-text" : "border-transparent text-muted hover:text-text",
              )}
            >
              {item.label}
              {item.count !== undefined && (
                <span className="text-xs text-muted tabular">{item.count.toLocaleString("en")}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
