"use client";

import { usePathname } from "next/navigation";
import { Forbidden } from "@/components/ui/forbidden";
import { permissionOfPage } from "@/domain/accounts/pages";
import { rolesWith } from "@/domain/permissions";

/** What `forbidden()` shows: a page refused by itself after the gate let it pass, because a role changed since sign-in. */
export default function ForbiddenFallback() {
  const permission = permissionOfPage(usePathname());
  return (
    <div className="flex flex-col items-center justify-center px-4 py-10">
      <Forbidden roles={permission ? rolesWith(permission) : []} />
      {/* A plain link: this comes with every page, and must not bring the router's link along. */}
      <a href="/" className="font-medium text-accent underline underline-offset-2">
        Go to your own page
      </a>
    </div>
  );
}
