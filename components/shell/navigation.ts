export type NavKey = "desk" | "customers" | "conversations" | "appointments" | "leads" | "intake";
/** Something behind a link that waits for a person. */
export type Alarm = { count: number; hasMore: boolean; words: string };
export type NavItem = { key: NavKey; href: string; label: string; letter: string; alarm?: Alarm };

/** The staff's pages in the order of the rail; `letter` follows g. */
export const NAVIGATION: readonly NavItem[] = [
  { key: "desk", href: "/desk", label: "Desk", letter: "d" },
  { key: "customers", href: "/customers", label: "Customers", letter: "c" },
  { key: "conversations", href: "/conversations", label: "Conversations", letter: "i" },
  { key: "appointments", href: "/appointments", label: "Appointments", letter: "a" },
  { key: "leads", href: "/leads", label: "Leads", letter: "l" },
  { key: "intake", href: "/intake", label: "Intake", letter: "o" },
];
