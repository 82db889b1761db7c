/** One of several links of which one is the page we are on. */
export type LinkItem = { href: string; label: string; count?: number; isCurrent: boolean };
