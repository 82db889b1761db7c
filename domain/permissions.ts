import { AppError } from "./errors";

export const ROLES = [
  "admin",
  "reviewer",
  "receptionist",
  "relationship_manager",
  "finance",
  "service",
  "delivery",
  "customer",
] as const;
export type Role = (typeof ROLES)[number];

/** Everything anybody may do, and the roles that may. One table, read by every command and query. */
const TABLE = {
  "customers.read": ["admin", "reviewer", "receptionist", "relationship_manager", "finance", "service"],
  "customers.write": ["admin", "receptionist", "relationship_manager", "service"],
  "customers.note": ["admin", "reviewer", "receptionist", "relationship_manager", "service"],
  "customers.resolve": ["admin", "receptionist", "relationship_manager", "service"],
  "leads.read": ["admin", "reviewer", "receptionist", "relationship_manager"],
  "leads.write": ["admin", "receptionist", "relationship_manager"],
  "conversations.read": ["admin", "reviewer", "receptionist", "relationship_manager", "service"],
  "calls.answer": ["admin", "receptionist", "relationship_manager"],
  "appointments.read": ["admin", "reviewer", "receptionist", "relationship_manager", "service"],
  "appointments.write": ["admin", "receptionist", "relationship_manager"],
  "calendars.manage": ["admin", "receptionist"],
  "intake.receive": [],
  "outbox.settle": ["admin", "reviewer"],
  "intake.repair": ["admin"],
  "accounts.manage": ["admin"],
  "account.self": ROLES,
  "portal.read": ["customer"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof TABLE;

export type Actor =
  | { kind: "user"; id: string; role: Role; customerId: string | null }
  | { kind: "apiKey"; id: string; role: Role }
  | { kind: "channel"; name: string }
  | { kind: "system"; name: string };

/** Channels and the system act for the organisation; people and API keys by their role. */
export function may(actor: Actor, permission: Permission): boolean {
  if (actor.kind === "system" || actor.kind === "channel") return true;
  const roles: readonly Role[] = TABLE[permission];
  return roles.includes(actor.role);
}

export function requirePermission(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return;
  const roles: readonly Role[] = TABLE[permission];
  throw new AppError("forbidden", `This needs the role ${roles.join(" or ") || "of a channel"}.`, {
    details: { roles },
  });
}

export const rolesWith = (permission: Permission): readonly Role[] => TABLE[permission];
