import type { Role } from "@/domain/permissions";

const NAMES: Record<Role, string> = {
  admin: "Admin",
  reviewer: "Reviewer",
  receptionist: "Receptionist",
  relationship_manager: "Relationship manager",
  finance: "Finance",
  service: "Service",
  delivery: "Delivery",
  customer: "Customer",
};

/** A role as people say it: "Relationship manager". */
export const roleName = (role: Role): string => NAMES[role];
