import type { Permission } from "@/domain/permissions";

/** Who opens which page, by the start of its path. The page itself asks again; this table is for links, redirects and words. */
const PAGES: readonly { under: string; permission: Permission }[] = [
  { under: "/desk", permission: "customers.read" },
  { under: "/customers", permission: "customers.read" },
  { under: "/leads", permission: "leads.read" },
  { under: "/conversations", permission: "conversations.read" },
  { under: "/appointments", permission: "appointments.read" },
  { under: "/intake", permission: "intake.repair" },
  { under: "/settings/users", permission: "accounts.manage" },
  { under: "/settings", permission: "account.self" },
  { under: "/account", permission: "account.self" },
  { under: "/portal", permission: "portal.read" },
];

/** What a page needs, or null for a path that anybody may open. */
export function permissionOfPage(pathname: string): Permission | null {
  const page = PAGES.find(({ under }) => pathname === under || pathname.startsWith(`${under}/`));
  return page?.permission ?? null;
}
