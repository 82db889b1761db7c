import "server-only";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import type { SessionUser } from "@/domain/accounts/session";
import { ROLES } from "@/domain/permissions";
import { env } from "@/env";

export const SESSION_SECONDS = 8 * 60 * 60;

/** What the session cookie says. `sv` is the session version it was made for; the database has the last word on all of it. */
const sessionClaims = z.object({
  sub: z.uuid(),
  email: z.string(),
  role: z.enum(ROLES),
  customerId: z.string().nullable(),
  sv: z.int(),
});
export type SessionClaims = z.output<typeof sessionClaims>;

export const claimsOf = (user: SessionUser): SessionClaims => ({
  sub: user.id,
  email: user.email,
  role: user.role,
  customerId: user.customerId,
  sv: user.sessionVersion,
});

export const asClaims = (token: unknown): SessionClaims | null => sessionClaims.safeParse(token).data ?? null;

const isSecure = () => env().APP_URL.startsWith("https://");

/** next-auth's own name, so that its pages and ours read one and the same cookie. */
export const sessionCookieName = () => `${isSecure() ? "__Secure-" : ""}next-auth.session-token`;

/** The cookie of somebody who just signed in, as next-auth itself would set it. */
export async function sessionCookie(user: SessionUser) {
  const value = await encode({ token: claimsOf(user), secret: env().AUTH_SECRET, maxAge: SESSION_SECONDS });
  return { ...emptyCookie(), value, maxAge: SESSION_SECONDS };
}

/** The same cookie, emptied and over. */
export const emptyCookie = () => ({
  name: sessionCookieName(),
  value: "",
  maxAge: 0,
  httpOnly: true,
  sameSite: "lax" as const,
  secure: isSecure(),
  path: "/",
});

/** What a cookie's value says, or null if it is not ours, was altered, or is over. */
export async function readSessionCookie(value: string | undefined): Promise<SessionClaims | null> {
  if (!value) return null;
  const token = await decode({ token: value, secret: env().AUTH_SECRET }).catch(() => null);
  return asClaims(token);
}
