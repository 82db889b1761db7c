import type { EventItem } from "@/domain/intake/queries";

/** What a phone number found. It stands in no address: it travels in a form's body and comes back in the answer. */
export type Found = { text: string; events: EventItem[]; now: Date };
export type SearchState = { error: string | null; fields: Record<string, string>; result: Found | null };

export const unsearched: SearchState = { error: null, fields: {}, result: null };
