import { z } from "zod";
import { countryInput, displayNameInput, phoneNumberInput } from "@/domain/customers/input";

export const LEAD_STATUSES = ["new", "contacted", "qualified", "converted", "lost"] as const;

/** A walk-in: one short form. `branch` is a branch's code or id, `assignee` a staff member's id or e-mail. */
export const walkInInput = z.strictObject({
  phoneNumber: phoneNumberInput,
  country: countryInput.optional(),
  displayName: displayNameInput.optional(),
  branch: z.string().trim().min(1).max(100).optional(),
  interest: z.string().trim().min(1).max(1000, "What they want may have at most 1000 characters").optional(),
  assignee: z.string().trim().min(1).max(254).optional(),
});

export const listLeadsInput = z.strictObject({
  phoneNumber: z.string().trim().min(1).max(100).optional(),
  status: z.enum(LEAD_STATUSES, { error: `expected one of ${LEAD_STATUSES.join(", ")}` }).optional(),
  linked: z.boolean({ error: "linked is true or false" }).optional(),
  limit: z.number().int().min(1, "limit is 1 to 100").max(100, "limit is 1 to 100").default(25),
  after: z.string().optional(),
});
