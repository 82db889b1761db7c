import "server-only";
import { type NextRequest, NextResponse } from "next/server";
import { permissionOfPage } from "@/domain/accounts/pages";
import { may } from "@/domain/permissions";
import { requestIdOf } from "./request-id";
import { readSessionCookie, sessionCookieName } from "./session-cookie";
import { withTransportSecurity } from "./transport-security";

/**
 * The courtesy before a page: to sign-in without a session, and a whole 403 page (also without JavaScript) for the wrong role.
 * It protects nothing. It believes the cookie, while each page asks the database. It also tells the page its path and request id.
 */
export async function gate(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const headers = new Headers(request.headers);
  headers.set("x-request-path", `${pathname}${search}`);
  headers.set("x-request-id", requestIdOf(request.headers));

  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentPolicy(nonce);
  headers.set("x-nonce", nonce);
  // Next.js reads the nonce from here and puts it on its own scripts.
  headers.set("content-security-policy", policy);
  const withPolicy = (response: NextResponse) => {
    response.headers.set("content-security-policy", policy);
    return withTransportSecurity(response);
  };

  const permission = permissionOfPage(pathname);
  if (!permission) return withPolicy(NextResponse.next({ request: { headers } }));
  const claims = await readSessionCookie(request.cookies.get(sessionCookieName())?.value);
  if (!claims) {
    const signIn = new URL("/sign-in", request.url);
    signIn.searchParams.set("next", `${pathname}${search}`);
    return withPolicy(NextResponse.redirect(signIn));
  }
  const actor = { kind: "user", id: claims.sub, role: claims.role, customerId: claims.customerId } as const;
  if (may(actor, permission)) return withPolicy(NextResponse.next({ request: { headers } }));
  const refused = new URL("/forbidden", request.url);
  return withPolicy(NextResponse.rewrite(refused, { status: 403, request: { headers } }));
}

/**
 * Only our own scripts run, each named by this response's nonce; nothing frames us, and forms go nowhere else. Styles may be inline: React
 * and the popover placement write them. Development needs eval for its overlay.
 */
function contentPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
