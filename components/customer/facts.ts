/** The facts that staff write, in the order of the card. */
export const FACTS = [
  { field: "displayName", label: "Name" },
  { field: "email", label: "E-mail" },
  { field: "address", label: "Address" },
  { field: "area", label: "Area" },
] as const;

export type FactField = (typeof FACTS)[number]["field"];

export const isFactField = (text: unknown): text is FactField => FACTS.some(({ field }) => field === text);
