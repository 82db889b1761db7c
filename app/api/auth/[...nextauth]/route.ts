import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/app/_server/auth-options";
import { withTransportSecurity } from "@/app/_server/transport-security";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handler(request: NextRequest, context: Context): Promise<Response> {
  // The library's door for browsers' own log lines: anybody could write into our log through it.
  if ((await context.params).nextauth[0] === "_log") return new Response(null, { status: 204 });
  return withTransportSecurity(await NextAuth(request, context, authOptions()));
}

export { handler as GET, handler as POST };
