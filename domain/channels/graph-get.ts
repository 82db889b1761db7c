import { quoteLongIntegers } from "./exact-json";
import { isRecord } from "./voice-text";

const TIMEOUT_MS = 10_000;
const LARGEST_ANSWER_BYTES = 4 * 1024 * 1024;

/** Why the Graph API did not answer a question. `refused` and `forbidden` need a person, `limited` needs time, `failed` may pass by itself. */
export type GraphProblem = "refused" | "forbidden" | "limited" | "failed";
export type GraphAnswer = { ok: true; value: Record<string, unknown> } | { ok: false; problem: GraphProblem };

/** The codes with which Meta says "too many": of an app, a user, a page, a custom rate, lead ads. */
const LIMITED = new Set([4, 17, 32, 613, 80005]);

/**
 * Asks the Graph API for a node or an edge. Follows no redirect, waits ten seconds, holds at most 4 MB. The token travels in a header, so that
 * it is in no log of addresses. Never throws.
 */
export async function graphGet(input: {
  apiUrl: string;
  path: string;
  query: Record<string, string>;
  token: string;
  signal?: AbortSignal;
}): Promise<GraphAnswer> {
  try {
    const url = new URL(`${input.apiUrl.replace(/\/+$/, "")}/${input.path}`);
    for (const [name, value] of Object.entries(input.query)) url.searchParams.set(name, value);
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${input.token}`, accept: "application/json" },
      redirect: "error",
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(input.signal ? [input.signal] : [])]),
    });
    const value: unknown = JSON.parse(quoteLongIntegers(await textOf(response)));
    if (!isRecord(value)) return { ok: false, problem: "failed" };
    if (!response.ok || isRecord(value.error))
      return { ok: false, problem: problemOf(response.status, value) };
    return { ok: true, value };
  } catch {
    // No connection, too slow, a redirect, not JSON: what the answer held may be somebody's data, so it is not repeated.
    return { ok: false, problem: "failed" };
  }
}

/** An answer's text, of at most 4 MB; throws beyond. */
export async function textOf(response: Response): Promise<string> {
  if (!response.body) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > LARGEST_ANSWER_BYTES) {
      await reader.cancel();
      throw new Error("The answer is too large");
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks, bytes).toString("utf8");
}

function problemOf(status: number, value: Record<string, unknown>): GraphProblem {
  const error = isRecord(value.error) ? value.error : {};
  const code = Number(error.code);
  if (status === 429 || LIMITED.has(code)) return "limited";
  if (code === 190 || code === 102 || status === 401) return "refused";
  // 100 with subcode 33 means "does not exist or may not be seen", which Meta does not tell apart.
  const isHidden = code === 100 && Number(error.error_subcode) === 33;
  return isHidden || code === 10 || code === 3 || (code >= 200 && code <= 299) || status === 403
    ? "forbidden"
    : "failed";
}
