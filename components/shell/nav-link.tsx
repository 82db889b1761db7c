"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ComponentProps } from "react";

/** A link of the navigation. Knows whether its page, or one below it, is open; closes the menu it is in. */
export function NavLink({ href, ...rest }: ComponentProps<typeof Link>) {
  const path = usePathname();
  const isCurrent = path === href || path.startsWith(`${href}/`);
  return (
    <Link
      {...rest}
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      onClick={(event) => event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover()}
    />
  );
}
