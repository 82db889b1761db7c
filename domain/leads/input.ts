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

const oneOf = <const T extends readonly [string, ...string[]]>(known: T) =>
  z.enum(known, { error: `expected one of ${known.join(", ")}` });

export const leadStatusInput = oneOf(LEAD_STATUSES);

export const LEAD_SOURCES = ["knowlarity", "meta", "walk_in", "voice", "whatsapp", "import", "api"] as const;
export const leadSourceInput = oneOf(LEAD_SOURCES);

/** What a list shows: the leads that are worked on, or those that were put away. */
export const LEAD_VIEWS = ["listed", "test", "junk", "archived"] as const;
export const leadViewInput = oneOf(LEAD_VIEWS);

/** In place of a branch or an assignee: there is none. */
export const NO_BRANCH = "none";
export const UNASSIGNED = "unassigned";
/** In place of an assignee: whoever asks. */
export const ME = "me";

const flag = (what: string) => z.boolean({ error: `${what} is true or false` });

export const listLeadsInput = z.strictObject({
  phoneNumber: z.string().trim().min(1).max(100).optional(),
  status: leadStatusInput.optional(),
  source: leadSourceInput.optional(),
  /** A branch's code or id. */
  branch: z.string().trim().min(1).max(100).optional(),
  /** "me", "unassigned", or a staff member's id or e-mail. */
  assignee: z.string().trim().min(1).max(254).optional(),
  linked: flag("linked").optional(),
  view: leadViewInput.default("listed"),
  limit: z.number().int().min(1, "limit is 1 to 100").max(100, "limit is 1 to 100").default(25),
  after: z.string().optional(),
});

const leadId = z.uuid({ error: "expected an id" });
const name = (what: string, expected: string, longest: number) =>
  z
    .string({ error: `${what} is ${expected}` })
    .trim()
    .min(1, `${what} is ${expected}`)
    .max(longest, `${what} has at most ${longest} characters`);

/** A change of a lead: an absent field stays as it is. A new `phoneNumber` is read in `country`, else the branch's, and links at once. */
export const updateLeadInput = z.strictObject({
  id: leadId,
  phoneNumber: phoneNumberInput.optional(),
  country: countryInput.optional(),
  status: leadStatusInput.optional(),
  assignee: name(
    "assignee",
    `a staff member's id or e-mail address, "${ME}", or "${UNASSIGNED}"`,
    254,
  ).optional(),
  branch: name("branch", `a branch's code or id, or "${NO_BRANCH}"`, 100).optional(),
  interest: z
    .string({ error: "interest is text; an empty one clears it" })
    .trim()
    .max(1000, "What they want may have at most 1000 characters")
    .optional(),
  isTest: flag("is_test").optional(),
  junk: flag("junk").optional(),
  archived: flag("archived").optional(),
});

export const repairNumberInput = z.strictObject({
  id: leadId,
  phoneNumber: phoneNumberInput,
  country: countryInput.optional(),
});

export const leadNoteInput = z.strictObject({
  id: leadId,
  body: z
    .string({ error: "A note must be text" })
    .trim()
    .min(1, "A note must not be empty")
    .max(5000, "A note may have at most 5000 characters"),
});
