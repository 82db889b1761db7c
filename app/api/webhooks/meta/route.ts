import { answerHandshake } from "@/domain/channels/meta-hub";
import { receive } from "@/domain/intake/receive";
import { env } from "@/env";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export function GET(request: Request): Response {
  const { status, text } = answerHandshake(new URL(request.url), env().META_VERIFY_TOKEN);
  return new Response(text, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
}

export async function POST(request: Request): Promise<Response> {
  const { status, body, headers } = await receive({ channelName: "meta", request });
  return Response.json(body, { status, headers });
}
