import { listen } from "./listen";

export type FormLead = Record<string, unknown> & { id: string; created_time: string };
export const PAGE_ID = "300000000000003";

/**
 * The Graph API on this machine, as far as reading all leads goes: `/me`, `/{page}/leadgen_forms` and `/{form}/leads` with a bearer token. Like the
 * real one it knows no `since`, filters by `time_created`, pages by cursor, newest first, and names a next address.
 */
export async function startFormsStandIn(input: { token: string; perPage?: number }) {
  const forms = new Map<string, FormLead[]>();
  const asked: string[] = [];
  /** What the next requests are answered with instead, one each. */
  const failures: { status: number; code: number; subcode?: number }[] = [];
  const forbidden = new Set<string>();
  const server = await listen((request, response) => {
    const send = (status: number, body: string) => {
      response.writeHead(status, { "content-type": "application/json; charset=UTF-8" });
      response.end(body);
    };
    const fail = ({ status, code, subcode }: { status: number; code: number; subcode?: number }) =>
      send(status, JSON.stringify({ error: { message: "No", code, error_subcode: subcode } }));
    const url = new URL(request.url ?? "/", "http://localhost");
    const [, , node = "", edge] = url.pathname.split("/");
    asked.push(`${edge ? `${node}/${edge}` : node}@${url.searchParams.get("after") ?? ""}`);
    const failure = failures.shift();
    if (failure) return fail(failure);
    if (request.headers.authorization !== `Bearer ${input.token}`) return fail({ status: 400, code: 190 });
    if (node === "me") return send(200, `{"id":"${PAGE_ID}","name":"A page"}`);
    if (node === PAGE_ID && edge === "leadgen_forms")
      return send(
        200,
        page(
          url,
          [...forms.keys()].map((id) => ({ id })),
        ),
      );
    const leads = forms.get(node);
    if (!leads || edge !== "leads" || forbidden.has(node))
      return fail({ status: 400, code: 100, subcode: 33 });
    const from = filterOf(url);
    const within = leads.filter((lead) => Date.parse(lead.created_time) / 1000 > from);
    within.sort((a, b) => Date.parse(b.created_time) - Date.parse(a.created_time));
    send(200, page(url, within));
  });

  function page(url: URL, all: { id: string }[]): string {
    const start = Number(url.searchParams.get("after") ?? 0);
    const size = Math.min(Number(url.searchParams.get("limit") ?? 25), input.perPage ?? 100);
    const data = all.slice(start, start + size);
    const after = String(start + data.length);
    const paging = { cursors: { before: "0", after }, next: "http://127.0.0.1:9/never-followed" };
    // Ids as bare numbers, as Meta writes some of them.
    return JSON.stringify({ data, ...(data.length > 0 && { paging }) }).replace(/"id":"(\d+)"/g, '"id":$1');
  }

  return { apiUrl: `${server.origin}/v26.0`, forms, asked, failures, forbidden, close: server.close };
}

function filterOf(url: URL): number {
  const [filter] = JSON.parse(url.searchParams.get("filtering") ?? "[]");
  return filter?.field === "time_created" && filter.operator === "GREATER_THAN" ? Number(filter.value) : 0;
}
