import "server-only";
import { database } from "@/db/client";
import { looksLikeApiKey, verifyApiKey } from "@/domain/accounts/api-keys";
import { findSessionUser, type SessionUser } from "@/domain/accounts/session";
import { readToken } from "@/domain/accounts/token";
import { AppError } from "@/domain/errors";
import type { Actor } from "@/domain/permissions";
import { env } from "@/env";
import { actorOf } from "./session";
import { readSessionCookie, sessionCookieName } from "./session-cookie";

export type Identity = { actor: Actor; user: SessionUser | null };

/**
 * Who calls: an API key or a token in `Authorization: Bearer …`, else the session cookie. Each is checked against the database.
 * Throws `unauthenticated`. A header that is not good is never forgiven for a cookie that is.
 */
export async function identify(request: Request): Promise<Identity> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return byBearer(authorization);
  const claims = await readSessionCookie(cookieOf(request, sessionCookieName()));
  const user = claims && (await findSessionUser(database(), { id: claims.sub, version: claims.sv }));
  if (!user)
    throw new AppError("unauthenticated", "Send an API key as `Authorization: Bearer …`, or sign in.");
  refuseOtherSites(request);
  return { actor: actorOf(user), user };
}

async function byBearer(authorization: string): Promise<Identity> {
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? "";
  if (looksLikeApiKey(token)) {
    const key = await verifyApiKey(database(), token);
    if (key) return { actor: { kind: "apiKey", ...key }, user: null };
  } else {
    const claims = readToken(token, env().AUTH_SECRET);
    const user = claims && (await findSessionUser(database(), claims));
    if (user) return { actor: actorOf(user), user };
  }
  throw new AppError("unauthenticated", "This key or token is unknown, revoked or over.");
}

function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** A browser sends the cookie along whichever site asks, so a change must come from our own pages. Throws `forbidden`. */
export function refuseOtherSites(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return;
  const origin = request.headers.get("origin");
  const host = request.headers.get("host");
  const own = [new URL(env().APP_URL).origin, `http://${host}`, `https://${host}`];
  if (origin !== null && own.includes(origin)) return;
  throw new AppError("forbidden", "A signed-in browser may only change things from this site's own pages.");
}
