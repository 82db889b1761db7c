import "server-only";
import { type NextRequest, NextResponse } from "next/server";
import { permissionOfPage } from "@/domain/accounts/pages";
import { may } from "@/domain/permissions";
import { requestIdOf } from "./request-id";
import { readSessionCookie, sessionCookieName } from "./session-cookie";

/**
 * The courtesy before a page: to sign-in without a session, and a whole 403 page (also without JavaScript) for the wrong role.
 * It protects nothing. It believes the cookie, while each page asks the database. It also tells the page its path and request id.
 */
export async function gate(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const headers = new Headers(request.headers);
  headers.set("x-request-path", `${pathname}${search}`);
  headers.set("x-request-id", requestIdOf(request.headers));

  const permission = permissionOfPage(pathname);
  if (!permission) return NextResponse.next({ request: { headers } });
  const claims = await readSessionCookie(request.cookies.get(sessionCookieName())?.value);
  if (!claims) {
    const signIn = new URL("/sign-in", request.url);
    signIn.searchParams.set("next", `${pathname}${search}`);
    return NextResponse.redirect(signIn);
  }
  const actor = { kind: "user", id: claims.sub, role: claims.role, customerId: claims.customerId } as const;
  if (may(actor, permission)) return NextResponse.next({ request: { headers } });
  return NextResponse.rewrite(new URL("/forbidden", request.url), { status: 403, request: { headers } });
}
