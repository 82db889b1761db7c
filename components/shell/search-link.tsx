"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Kbd } from "@/components/ui/kbd";

/** Leads to the desk, where the search is. A link and not a second box: what is typed there must not reach an address. */
export function SearchLink() {
  if (usePathname() === "/desk") return null;
  return (
    <Link
      href="/desk"
      className="flex h-9 w-full max-w-96 min-w-0 items-center gap-2 rounded-control border border-control/50 bg-surface px-3 text-muted shadow-lift touch-target hover:border-control hover:text-text"
    >
      <Search size={16} aria-hidden className="shrink-0" />
      <span className="min-w-0 flex-1 truncate">Find by phone or name</span>
      <Kbd>/</Kbd>
    </Link>
  );
}
