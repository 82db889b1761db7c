import { refuseOtherSites } from "@/app/_server/identify";
import { problemResponse } from "@/app/_server/problem";
import { requestIdOf } from "@/app/_server/request-id";
import { endOwnSessions } from "@/app/_server/session";

/** A plain form, or a program with the cookie, posts here to sign out. */
export async function POST(request: Request): Promise<Response> {
  try {
    refuseOtherSites(request);
    await endOwnSessions();
    return new Response(null, {
      status: 303,
      headers: { Location: "/sign-in", "Cache-Control": "no-store" },
    });
  } catch (error) {
    return problemResponse(error, { requestId: requestIdOf(request.headers), instance: "/sign-out" });
  }
}
