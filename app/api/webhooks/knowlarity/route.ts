import { receive } from "@/domain/intake/receive";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export async function POST(request: Request): Promise<Response> {
  const { status, body, headers } = await receive({ channelName: "knowlarity", request });
  return Response.json(body, { status, headers });
}
