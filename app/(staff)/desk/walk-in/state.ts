export const WALK_IN_FIELDS = ["phoneNumber", "displayName", "branch", "interest", "assignee"] as const;
export type WalkInField = (typeof WALK_IN_FIELDS)[number];

/** What the form shows after a try: `error` for the whole form, `fields` by name, and everything that was entered. */
export type WalkInState = {
  error: string | null;
  fields: Partial<Record<WalkInField, string>>;
  values: Record<WalkInField, string> | null;
};

export const walkInUntried: WalkInState = { error: null, fields: {}, values: null };
