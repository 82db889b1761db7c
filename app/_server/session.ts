import "server-only";
import type { Route } from "next";
import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { database } from "@/db/client";
import { endSessions, findSessionUser, type SessionUser } from "@/domain/accounts/session";
import { type Ctx, makeCtx } from "@/domain/ctx";
import { type Actor, may, type Permission } from "@/domain/permissions";
import { requestIdOf } from "./request-id";
import { safeNext } from "./safe-next";
import { emptyCookie, readSessionCookie, sessionCookieName } from "./session-cookie";

export const actorOf = (user: SessionUser): Actor => ({
  kind: "user",
  id: user.id,
  role: user.role,
  customerId: user.customerId,
});

/** Who is signed in, or null. Asks the database once per request, so that a disabled user or an ended session is out at once. */
const currentUser = cache(async (): Promise<SessionUser | null> => {
  const jar = await cookies();
  const claims = await readSessionCookie(jar.get(sessionCookieName())?.value);
  return claims && findSessionUser(database(), { id: claims.sub, version: claims.sv });
});

/** A ctx for `actor` that carries this request's id. */
export async function requestCtx(actor: Actor): Promise<Ctx> {
  return makeCtx({ db: database(), actor, requestId: requestIdOf(await headers()) });
}

/** The acting user and their ctx; anybody else is sent to sign in, and afterwards back to `next` or the page asked for. */
export async function requireUser(next?: string): Promise<{ ctx: Ctx; user: SessionUser }> {
  const user = await currentUser();
  if (!user) redirect(await signInPath(next));
  return { ctx: await requestCtx(actorOf(user)), user };
}

/** Like `requireUser`, and whoever's role has not the permission gets the 403 page. Every page calls it (or `requireUser`) first. */
export async function requirePage(
  permission: Permission,
  next?: string,
): Promise<{ ctx: Ctx; user: SessionUser }> {
  const session = await requireUser(next);
  if (!may(session.ctx.actor, permission)) forbidden();
  return session;
}

/**
 * Signs out whoever is signed in, on every tab and device: a token cannot be called back, so its version is raised. For actions and
 * route handlers, which may set cookies.
 */
export async function endOwnSessions(): Promise<void> {
  const user = await currentUser();
  if (user) await endSessions(await requestCtx(actorOf(user)), { userId: user.id });
  (await cookies()).set(emptyCookie());
}

async function signInPath(next: string | undefined): Promise<Route> {
  // A server component does not know its own URL; the gate wrote it into the request.
  const wanted = safeNext(next ?? (await headers()).get("x-request-path"));
  return wanted ? `/sign-in?next=${encodeURIComponent(wanted)}` : "/sign-in";
}
