import { listen } from "./listen";

export type LoggedCall = Record<string, unknown>;
const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\+05:30$/;
const instant = (text: string) => Date.parse(text.replace(" ", "T"));

/**
 * Knowlarity's call log on this machine: `GET /Basic/v1/account/calllog`. Like the real one it wants both keys in headers and times with India's
 * offset, encoded; it answers newest first, a page at a time, and says how many there are.
 */
export async function startKnowlarityStandIn(input: {
  apiKey: string;
  srApiKey: string;
  mostPerPage?: number;
}) {
  const calls: LoggedCall[] = [];
  const asked: { from: string; until: string; offset: number }[] = [];
  /** What the next requests are answered with instead, one each. */
  const failures: number[] = [];
  const server = await listen((request, response) => {
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    const url = new URL(request.url ?? "/", "http://localhost");
    const from = url.searchParams.get("start_time") ?? "";
    const until = url.searchParams.get("end_time") ?? "";
    const offset = Number(url.searchParams.get("offset"));
    asked.push({ from, until, offset });
    const failure = failures.shift();
    if (failure) return send(failure, { message: "A refusal of the stand-in" });
    const { authorization, "x-api-key": apiKey } = request.headers;
    if (authorization !== input.srApiKey || apiKey !== input.apiKey)
      return send(403, { message: "Forbidden" });
    if (url.pathname !== "/Basic/v1/account/calllog") return send(404, { message: "Not found" });
    // A plus instead of %20 or of %2B would be read as something else.
    if (url.search.includes("+") || !TIME.test(from) || !TIME.test(until))
      return send(400, { message: "Bad time" });
    const limit = Math.min(Number(url.searchParams.get("limit")), input.mostPerPage ?? 100);
    const within = calls
      .filter(({ start_time: at }) => {
        const time = instant(String(at));
        return !(time < instant(from) || time > instant(until));
      })
      .sort((a, b) => (String(a.start_time) < String(b.start_time) ? 1 : -1));
    const objects = within.slice(offset, offset + limit);
    send(200, { meta: { limit, offset, next: null, previous: null, total_count: within.length }, objects });
  });
  return { apiUrl: server.origin, calls, asked, failures, close: server.close };
}
