"use server";

import { cookies } from "next/headers";
import { THEME_COOKIE, THEMES } from "./theme";

const ONE_YEAR = 365 * 24 * 60 * 60;

/** Keeps the `theme` a form sent. Anything else than a known theme changes nothing. */
export async function setTheme(form: FormData): Promise<void> {
  const theme = THEMES.find((known) => known === form.get("theme"));
  if (!theme) return;
  const jar = await cookies();
  jar.set(THEME_COOKIE, theme, { maxAge: ONE_YEAR, path: "/", sameSite: "lax", httpOnly: true });
}
