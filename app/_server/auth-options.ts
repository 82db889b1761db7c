import "server-only";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { database } from "@/db/client";
import { signInInput } from "@/domain/accounts/input";
import { endSessions, findSessionUser, type SessionUser } from "@/domain/accounts/session";
import { signInWithPassword } from "@/domain/accounts/sign-in";
import { makeCtx } from "@/domain/ctx";
import { AppError } from "@/domain/errors";
import { log } from "@/domain/log";
import { env } from "@/env";
import { clientAddressOf } from "./client-address";
import { asClaims, claimsOf, SESSION_SECONDS, type SessionClaims } from "./session-cookie";

declare module "next-auth" {
  interface User {
    claims: SessionClaims;
  }
  interface Session {
    user?: { id: string; email: string; role: string; customerId: string | null };
  }
}

const system = () => makeCtx({ db: database(), actor: { kind: "system", name: "sign-in" } });

async function authorize(credentials: Record<string, string> | undefined, address: string | null) {
  const input = signInInput.safeParse({ email: credentials?.email, password: credentials?.password });
  if (!input.success) return null;
  try {
    const user = await signInWithPassword(system(), { ...input.data, address });
    return { id: user.id, email: user.email, name: user.name, claims: claimsOf(user) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // next-auth puts the message into the address of the sign-in page, as ?error=…
    if (error.code === "limit") throw new Error("TooManyAttempts", { cause: error });
    return null;
  }
}

function liveUser(token: unknown): Promise<SessionUser | null> {
  const claims = asClaims(token);
  return claims ? findSessionUser(database(), { id: claims.sub, version: claims.sv }) : Promise.resolve(null);
}

/** next-auth's options. A function, because a build has no environment yet. */
export function authOptions(): NextAuthOptions {
  // next-auth reads its own address from here and nowhere else; APP_URL is the one that was checked.
  process.env.NEXTAUTH_URL = env().APP_URL;
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (credentials, request) =>
          authorize(credentials, clientAddressOf(request.headers?.["x-forwarded-for"])),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...user.claims } : token),
      session: async ({ session, token }) => {
        const user = await liveUser(token);
        if (!user) return { expires: new Date(0).toISOString() };
        const { id, email, role, customerId } = user;
        return { expires: session.expires, user: { id, email, role, customerId } };
      },
    },
    events: {
      // Signing out ends every tab and device: the token itself cannot be called back, so its version is.
      signOut: async ({ token }) => {
        const user = await liveUser(token);
        if (user) await endSessions(system(), { userId: user.id });
      },
    },
    logger: {
      error: (code) => log.error("next-auth failed", { code }),
      warn: (code) => log.debug("next-auth warns", { code }),
      debug: () => {},
    },
  };
}
