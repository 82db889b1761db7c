/** One of several links of which one is the page we are on. `hasMore`: counting stopped at `count`. */
export type LinkItem = { href: string; label: string; count?: number; hasMore?: boolean; isCurrent: boolean };
