import type { RowGroup } from "./search/answer";

const KEPT = 8;
const keyOf = (userId: string) => `desk.searches.${userId}`;

/** The last searches that led somewhere, newest first: of this user, in this tab, gone when it closes. */
export function recentSearches(userId: string): string[] {
  const stored: unknown = JSON.parse(sessionStorage.getItem(keyOf(userId)) ?? "[]");
  return Array.isArray(stored) ? stored.filter((text) => typeof text === "string") : [];
}

export function rememberSearch(userId: string, text: string): void {
  const searched = text.trim();
  if (searched === "") return;
  const others = recentSearches(userId).filter((known) => known !== searched);
  sessionStorage.setItem(keyOf(userId), JSON.stringify([searched, ...others].slice(0, KEPT)));
}

export function recentGroup(userId: string): RowGroup[] {
  const items = recentSearches(userId).map((text) => ({ kind: "recent" as const, id: text, text }));
  return items.length > 0 ? [{ key: "recent", label: "Recent searches", items }] : [];
}
