import Link from "next/link";
import { BrandMark } from "./brand";
import { NavAlarm } from "./nav-alarm";
import { NavIcon } from "./nav-icon";
import { NavLink } from "./nav-link";
import type { NavItem } from "./navigation";

const LINK =
  "relative flex h-9 items-center gap-3 rounded-control px-2.5 font-medium text-muted touch-target hover:bg-raised hover:text-text " +
  "aria-[current=page]:bg-accent-bg aria-[current=page]:text-accent max-rail:justify-center";

/** The navigation of wide screens: words beside icons, icons alone where room is short. */
export function Rail({ items }: { items: NavItem[] }) {
  return (
    <nav
      aria-label="Main"
      data-shell
      className="sticky top-0 hidden h-dvh flex-col border-e border-border bg-surface md:flex"
    >
      <Link
        href="/"
        className="flex h-14 shrink-0 items-center gap-2.5 px-3.5 -outline-offset-2 max-rail:justify-center"
      >
        <BrandMark />
        <span className="text-lg font-semibold tracking-tight max-rail:sr-only">Switchboard</span>
      </Link>
      <ul className="flex flex-1 flex-col gap-0.5 overflow-y-auto p-2">
        {items.map((item) => (
          <li key={item.key}>
            <NavLink href={item.href} title={item.label} className={LINK}>
              <NavIcon item={item.key} />
              <span className="max-rail:sr-only">{item.label}</span>
              {item.alarm && <NavAlarm alarm={item.alarm} />}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
