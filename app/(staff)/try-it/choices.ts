/** What can be tried out, in the order of the drawer. */
export const CHOICES = [
  { key: "known", label: "A known customer rings" },
  { key: "unknown", label: "An unknown number rings" },
  { key: "withheld", label: "A caller withholds the number" },
  { key: "end", label: "The call ends" },
] as const;
export type Choice = (typeof CHOICES)[number]["key"];
