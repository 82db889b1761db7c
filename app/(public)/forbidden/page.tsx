import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Forbidden } from "@/components/ui/forbidden";
import { permissionOfPage } from "@/domain/accounts/pages";
import { rolesWith } from "@/domain/permissions";

export const metadata: Metadata = { title: "Not open to your role" };

/** The gate shows this in place of a page that the signed-in role may not open, with status 403. */
export default async function ForbiddenPage() {
  const asked = (await headers()).get("x-request-path") ?? "";
  const permission = permissionOfPage(asked.split("?")[0] ?? "");
  if (!permission) notFound();
  return (
    <>
      <Forbidden roles={rolesWith(permission)} />
      <Link href="/" className="font-medium text-accent underline underline-offset-2">
        Go to your own page
      </Link>
    </>
  );
}
