import { withTransportSecurity } from "@/app/_server/transport-security";
import { receive } from "@/domain/intake/receive";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export async function POST(
  request: Request,
  context: { params: Promise<{ vendor: string }> },
): Promise<Response> {
  const { vendor } = await context.params;
  const { status, body, headers } = await receive({ channelName: `voice/${vendor}`, request });
  return withTransportSecurity(Response.json(body, { status, headers }));
}
