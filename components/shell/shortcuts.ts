import { cookies } from "next/headers";

export const SHORTCUTS_COOKIE = "shortcuts";

/** Single-letter keys get in the way of speech input, so that a person can switch them off. */
export async function areShortcutsOn(): Promise<boolean> {
  return (await cookies()).get(SHORTCUTS_COOKIE)?.value !== "off";
}
