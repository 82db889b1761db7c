"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Forbidden } from "@/components/ui/forbidden";
import { permissionOfPage } from "@/domain/accounts/pages";
import { rolesWith } from "@/domain/permissions";

/** What `forbidden()` shows: a page refused by itself after the gate let it pass, because a role changed since sign-in. */
export default function ForbiddenFallback() {
  const permission = permissionOfPage(usePathname());
  return (
    <main
      id="main"
      tabIndex={-1}
      className="flex min-h-dvh flex-col items-center justify-center px-4 outline-none"
    >
      <Forbidden roles={permission ? rolesWith(permission) : []} />
      <Link href="/" className="font-medium text-accent underline underline-offset-2">
        Go to your own page
      </Link>
    </main>
  );
}
