import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";

const LARGEST_ANSWER_BYTES = 256 * 1024;

/** `unreached`: no byte of the request can have arrived. `lost`: it may have, and there is no answer. `why` holds codes only. */
export type Posted =
  | { kind: "answer"; status: number; text: string }
  | { kind: "unreached"; why: string }
  | { kind: "lost"; why: string };

type Post = { url: string; token: string; body: string; timeoutMs: number };

/**
 * Posts JSON with a bearer token, on a connection of its own: on a kept one nobody can tell whether a request was written before the other side
 * closed it. Follows no redirect. Never throws.
 */
export async function postJson(input: Post): Promise<Posted> {
  try {
    return await post(input);
  } catch {
    // An address or a token of which no request can be made.
    return { kind: "unreached", why: "the address or the token cannot be used" };
  }
}

function post(input: Post): Promise<Posted> {
  return new Promise((resolve) => {
    const url = new URL(input.url);
    const isSecure = url.protocol === "https:";
    let isConnected = false;
    const request = (isSecure ? secureRequest : plainRequest)(url, {
      method: "POST",
      agent: false,
      headers: {
        authorization: `Bearer ${input.token}`,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(input.body),
        accept: "application/json",
      },
    });
    const end = (posted: Posted) => {
      clearTimeout(timer);
      resolve(posted);
      request.destroy();
    };
    const fail = (why: string) => end({ kind: isConnected ? "lost" : "unreached", why });
    const timer = setTimeout(() => fail("no answer in time"), input.timeoutMs);
    request.once("socket", (socket) => {
      socket.once(isSecure ? "secureConnect" : "connect", () => {
        isConnected = true;
      });
    });
    request.on("error", (error) => fail(codeOf(error)));
    request.once("response", (response) => {
      textOf(response).then(
        (text) => end({ kind: "answer", status: response.statusCode ?? 0, text }),
        () => fail("the answer broke off"),
      );
    });
    request.end(input.body);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > LARGEST_ANSWER_BYTES) throw new Error("The answer is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const codeOf = (error: Error): string =>
  "code" in error && typeof error.code === "string" ? error.code : error.name;
