import type { Handover } from "../search/answer";

// In the tab's own storage: a phone number must never stand in an address, where histories and logs would keep it.
const KEY = "desk.walk-in";

/** Gives the walk-in form what was typed at the desk. */
export function handOver(handover: Handover): void {
  sessionStorage.setItem(KEY, JSON.stringify(handover));
}

export const forgetHandover = () => sessionStorage.removeItem(KEY);

/** What the desk handed over, as the text it was stored as: the same text is the same value for React. */
export const storedHandover = (): string | null => sessionStorage.getItem(KEY);

/** Null for anything that is not a handover: whoever is at the keyboard can write into this storage. */
export function parseHandover(stored: string | null): Handover | null {
  if (stored === null) return null;
  const value: unknown = JSON.parse(stored);
  if (typeof value !== "object" || value === null) return null;
  const { phoneNumber, displayName } = { phoneNumber: "", displayName: "", ...value };
  return { phoneNumber: String(phoneNumber), displayName: String(displayName) };
}
