import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** A lead as the API would answer it; `field_data` and the rest as Meta writes them. */
export type StandInLead = Record<string, unknown> & { id: string };
type Failure = { status: number; code: number; subcode?: number };
type Behaviour = {
  /** Answers every question like this instead. */
  failure?: Failure;
  delayMs?: number;
  /** Ends the connection without an answer. */
  isDown?: boolean;
};

export const TOKEN_REFUSED: Failure = { status: 400, code: 190 };
export const PERMISSION_MISSING: Failure = { status: 400, code: 100, subcode: 33 };
export const TOO_MANY_CALLS: Failure = { status: 400, code: 80005 };

/**
 * The Graph API on this machine, as far as leads go: `GET /{version}/{lead id}?fields=…` with a bearer token. Like the real one it refuses a wrong
 * token, hides what does not exist, and answers only with the fields that were asked for.
 */
export async function startGraphStandIn(input: { token: string }) {
  const leads = new Map<string, StandInLead>();
  const asked: string[] = [];
  let behaviour: Behaviour = {};
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const id = url.pathname.split("/").at(-1) ?? "";
    asked.push(id);
    const answer = () => {
      if (behaviour.isDown) request.socket.destroy();
      else reply({ request, response, url, lead: leads.get(id), token: input.token, behaviour });
    };
    if (behaviour.delayMs) setTimeout(answer, behaviour.delayMs);
    else answer();
  });
  const port = await listening(server);
  return {
    apiUrl: `http://127.0.0.1:${port}/v26.0`,
    /** Ids asked for, in order. */
    asked,
    put: (lead: StandInLead) => void leads.set(lead.id, lead),
    behave: (next: Behaviour) => {
      behaviour = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

function reply(input: {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  lead: StandInLead | undefined;
  token: string;
  behaviour: Behaviour;
}): void {
  const { request, response, url, lead, behaviour } = input;
  const isKnown = request.headers.authorization === `Bearer ${input.token}`;
  if (behaviour.failure) fail(response, behaviour.failure);
  else if (!isKnown) fail(response, TOKEN_REFUSED);
  else if (!lead) fail(response, PERMISSION_MISSING);
  else {
    const fields = new Set([
      "id",
      ...(url.searchParams.get("fields") ?? "created_time,field_data").split(","),
    ]);
    send(response, 200, Object.fromEntries(Object.entries(lead).filter(([name]) => fields.has(name))));
  }
}

function fail(response: ServerResponse, { status, code, subcode }: Failure): void {
  const error = {
    message: "A refusal of the stand-in",
    type: "OAuthException",
    code,
    error_subcode: subcode,
  };
  send(response, status, { error: { ...error, fbtrace_id: "stand-in" } });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=UTF-8" });
  response.end(JSON.stringify(body));
}
