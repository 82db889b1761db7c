import type { Role } from "@/domain/permissions";

const HOMES = {
  receptionist: "/desk",
  relationship_manager: "/desk",
  reviewer: "/conversations",
  admin: "/desk",
  service: "/desk",
  finance: "/customers",
  delivery: "/account",
  customer: "/portal",
} as const satisfies Record<Role, string>;

/** The page a role lands on after signing in. */
export const homeOf = (role: Role) => HOMES[role];
