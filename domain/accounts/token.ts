import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { SessionUser } from "./session";

/** What a bearer token says. `sv` is the session version it was made for; the database has the last word on all of it. */
const claims = z.object({
  sub: z.uuid(),
  email: z.string(),
  role: z.string(),
  customer_id: z.string().nullable(),
  sv: z.int(),
  aud: z.literal("switchboard-api"),
  exp: z.int(),
});

const LIFETIME_SECONDS = 8 * 60 * 60;
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const HEADER = part({ alg: "HS256", typ: "JWT" });
const signatureOf = (signed: string, secret: string) => createHmac("sha256", secret).update(signed).digest();

/** A JSON web token (HS256) for programs that sign in with a user's e-mail and password; good for eight hours. */
export function issueToken(
  user: SessionUser,
  secret: string,
  now = new Date(),
): { token: string; expiresAt: Date } {
  const issued = Math.floor(now.getTime() / 1000);
  const payload: z.input<typeof claims> & { iat: number } = {
    sub: user.id,
    email: user.email,
    role: user.role,
    customer_id: user.customerId,
    sv: user.sessionVersion,
    aud: "switchboard-api",
    iat: issued,
    exp: issued + LIFETIME_SECONDS,
  };
  const signed = `${HEADER}.${part(payload)}`;
  const token = `${signed}.${signatureOf(signed, secret).toString("base64url")}`;
  return { token, expiresAt: new Date(payload.exp * 1000) };
}

/** Whom a token speaks of, or null if it is not ours, was altered, or is over. The one algorithm is fixed, whatever the header says. */
export function readToken(
  token: string,
  secret: string,
  now = new Date(),
): { id: string; version: number } | null {
  const [header, payload, signature, ...rest] = token.split(".");
  if (header !== HEADER || !payload || !signature || rest.length > 0) return null;
  const expected = signatureOf(`${header}.${payload}`, secret);
  const actual = Buffer.from(signature, "base64url");
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return null;
  const parsed = claims.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  if (!parsed.success || parsed.data.exp * 1000 <= now.getTime()) return null;
  return { id: parsed.data.sub, version: parsed.data.sv };
}
