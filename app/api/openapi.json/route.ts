import { openApi } from "@/app/api/v1/_wire/openapi";
import { env } from "@/env";

// Rendered with each request: a build has no APP_URL to name as the server.
export const dynamic = "force-dynamic";

export const GET = (): Response =>
  Response.json(openApi(env().APP_URL), { headers: { "Cache-Control": "public, max-age=60" } });
