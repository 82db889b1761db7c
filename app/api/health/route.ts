import { withTransportSecurity } from "@/app/_server/transport-security";
import { health } from "@/domain/intake/health";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const state = await health();
  const answer = { status: state.status === "ok" ? 200 : 503, headers: { "Cache-Control": "no-store" } };
  return withTransportSecurity(Response.json(state, answer));
}
