"use server";

import { cookies } from "next/headers";
import { SHORTCUTS_COOKIE } from "./shortcuts";

const ONE_YEAR = 365 * 24 * 60 * 60;

/** Switches the single-letter keys of this browser `on` or `off`, as the form's `shortcuts` says. */
export async function setShortcuts(form: FormData): Promise<void> {
  const value = form.get("shortcuts") === "off" ? "off" : "on";
  const jar = await cookies();
  jar.set(SHORTCUTS_COOKIE, value, { maxAge: ONE_YEAR, path: "/", sameSite: "lax", httpOnly: true });
}
