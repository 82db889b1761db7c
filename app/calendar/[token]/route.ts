import { renderFeed } from "@/domain/appointments/calendar";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

const CALENDAR_HEADERS = { "X-Robots-Tag": "noindex", "Cache-Control": "private, max-age=300" };

/** A calendar program's address: /calendar/<secret>.ics. */
export async function GET(
  request: Request,
  context: { params: Promise<{ token: string }> },
): Promise<Response> {
  const { token } = await context.params;
  const secret = /^([A-Za-z0-9_-]{20,100})\.ics$/.exec(token)?.[1];
  const feed = secret ? await renderFeed({ secret }) : null;
  if (!feed) {
    const headers = { "X-Robots-Tag": "noindex", "Cache-Control": "no-store" };
    return new Response("There is no calendar at this address.\n", { status: 404, headers });
  }
  const headers = { ...CALENDAR_HEADERS, ETag: feed.etag };
  if (isSame(request.headers.get("if-none-match"), feed.etag))
    return new Response(null, { status: 304, headers });
  return new Response(feed.text, {
    headers: {
      ...headers,
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="appointments.ics"',
    },
  });
}

/** Compressing proxies mark the tag as weak; it still names this content. */
function isSame(given: string | null, etag: string): boolean {
  return (given ?? "").split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}
