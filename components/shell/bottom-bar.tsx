import { NavIcon } from "./nav-icon";
import { NavLink } from "./nav-link";
import type { NavItem } from "./navigation";

/** How many pages fit beneath a thumb; the rest are in the account menu. */
export const BOTTOM_BAR_SIZE = 4;

/** The navigation of narrow screens. */
export function BottomBar({ items }: { items: NavItem[] }) {
  return (
    <nav
      aria-label="Main"
      data-shell
      className="fixed inset-x-0 bottom-0 z-30 border-t border-border bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="flex">
        {items.slice(0, BOTTOM_BAR_SIZE).map((item) => (
          <li key={item.key} className="min-w-0 flex-auto">
            <NavLink
              href={item.href}
              className="flex h-14 flex-col items-center justify-center gap-1 text-xs font-medium text-muted -outline-offset-2 aria-[current=page]:text-accent"
            >
              <NavIcon item={item.key} size={20} />
              <span className="max-w-full truncate px-1 leading-none">{item.label}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
