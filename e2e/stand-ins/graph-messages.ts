import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** What the next message meets instead of being taken. A code is a refusal; `drop` takes the message and ends the connection without an answer. */
export type Act =
  | { code: number; status?: number; details?: string }
  | { status: number }
  | "drop"
  | "hang"
  | { delayMs: number };
export type Taken = { wamid: string; phoneNumberId: string; body: Record<string, unknown> };
type Words = "sent" | "delivered" | "read" | "failed";

/**
 * The Graph API on this machine, as far as sending messages goes: `POST /{version}/{phone number id}/messages` with a bearer token. Like the real one
 * it refuses a wrong token and a body that does not fit, and knows no key that would make a repetition harmless.
 */
export async function startMessagesStandIn(input: { token: string }) {
  const taken: Taken[] = [];
  const script: Act[] = [];
  const state = { token: input.token, requests: 0 };
  const server = createServer((request, response) => {
    void answer(request, response, { state, script, taken });
  });
  const port = await listening(server);
  return {
    apiUrl: `http://127.0.0.1:${port}/v26.0`,
    /** Messages that were taken, in order; a repetition stands here twice. */
    taken,
    requests: () => state.requests,
    /** What the next messages meet, one each; after them every message is taken. */
    next: (...acts: Act[]) => void script.push(...acts),
    useToken: (token: string) => {
      state.token = token;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type Inside = { state: { token: string; requests: number }; script: Act[]; taken: Taken[] };

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { state, script, taken }: Inside,
): Promise<void> {
  state.requests += 1;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const [, , phoneNumberId = "", edge] = new URL(request.url ?? "/", "http://localhost").pathname.split("/");
  if (request.headers.authorization !== `Bearer ${state.token}`)
    return refuse(response, { code: 190, status: 401 });
  if (request.method !== "POST" || edge !== "messages") return refuse(response, { code: 100 });
  const body = readBody(Buffer.concat(chunks).toString("utf8"));
  const problem = problemOf(body);
  if (!body || problem) return refuse(response, { code: 100, details: problem ?? "not JSON" });

  const act = script.shift();
  if (typeof act === "object" && "code" in act) return refuse(response, act);
  if (typeof act === "object" && "status" in act) return send(response, act.status, "upstream is gone");
  const wamid = `wamid.STANDIN${String(taken.length + 1).padStart(6, "0")}${process.pid}`;
  taken.push({ wamid, phoneNumberId, body });
  if (act === "drop") return void request.socket.destroy();
  if (act === "hang") return;
  const to = body.to ?? body.recipient;
  const accepted = {
    messaging_product: "whatsapp",
    contacts: [{ input: to, ...(body.to ? { wa_id: body.to } : { user_id: to }) }],
    messages: [{ id: wamid, message_status: "accepted" }],
  };
  setTimeout(() => send(response, 200, accepted), typeof act === "object" ? act.delayMs : 0);
}

function readBody(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** What the real one would complain about, or null. */
function problemOf(body: Record<string, unknown> | null): string | null {
  if (!body) return "not JSON";
  if (body.messaging_product !== "whatsapp") return "messaging_product is required";
  if (!/^\d{6,15}$/.test(String(body.to ?? "")) && !/^[A-Z]{2}\.\w+/.test(String(body.recipient ?? "")))
    return "to or recipient is required";
  if (body.type !== "text") return "only texts are known here";
  const text =
    typeof body.text === "object" && body.text !== null && "body" in body.text ? body.text.body : null;
  if (typeof text !== "string" || text.length < 1 || text.length > 4096)
    return "text.body must have 1 to 4096 characters";
  const own = body.biz_opaque_callback_data;
  return own === undefined || (typeof own === "string" && own.length <= 512)
    ? null
    : "biz_opaque_callback_data must be a text of at most 512 characters";
}

function refuse(
  response: ServerResponse,
  {
    code,
    status = 400,
    details = "A refusal of the stand-in",
  }: { code: number; status?: number; details?: string },
): void {
  const error = {
    message: `(#${code}) Refused`,
    type: code === 190 ? "OAuthException" : "GraphMethodException",
    code,
    error_data: { messaging_product: "whatsapp", details },
    fbtrace_id: "stand-in",
  };
  send(response, status, { error });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=UTF-8" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

/** A status report of a taken message as Meta posts it: its body, and the headers that prove it. */
export function statusWebhook(input: {
  taken: Taken;
  status: Words;
  secret: string;
  displayNumber?: string;
  errors?: { code: number; title: string }[];
}): { body: string; headers: Record<string, string> } {
  const { taken } = input;
  const report = {
    id: taken.wamid,
    status: input.status,
    timestamp: String(Math.floor(Date.now() / 1000)),
    ...(typeof taken.body.to === "string" && { recipient_id: taken.body.to }),
    ...(taken.body.biz_opaque_callback_data !== undefined && {
      biz_opaque_callback_data: taken.body.biz_opaque_callback_data,
    }),
    ...(input.errors && { errors: input.errors }),
  };
  const value = {
    messaging_product: "whatsapp",
    metadata: {
      display_phone_number: input.displayNumber ?? "15550783881",
      phone_number_id: taken.phoneNumberId,
    },
    statuses: [report],
  };
  const entry = [{ id: "102290129340398", changes: [{ field: "messages", value }] }];
  const body = JSON.stringify({ object: "whatsapp_business_account", entry });
  const proof = createHmac("sha256", input.secret).update(body).digest("hex");
  return {
    body,
    headers: { "content-type": "application/json", "x-hub-signature-256": `sha256=${proof}` },
  };
}

/** Posts a status report to an address, as Meta would. Returns the answer's status. */
export async function postStatus(url: string, input: Parameters<typeof statusWebhook>[0]): Promise<number> {
  const { body, headers } = statusWebhook(input);
  return (await fetch(url, { method: "POST", headers, body })).status;
}
