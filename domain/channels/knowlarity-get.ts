import type { Env } from "@/env";
import { quoteLongIntegers } from "./exact-json";
import { type GraphAnswer, type GraphProblem, textOf } from "./graph-get";
import { isRecord } from "./voice-text";

const TIMEOUT_MS = 20_000;
const HOME_MINUTES = 330;

export type KnowlarityAccess = { apiUrl: string; apiKey: string; srApiKey: string };

/** How the call log can be read here: null when a key is missing, or when this is a demo and the API is not on this machine. */
export function knowlarityAccess(env: Env): KnowlarityAccess | null {
  const { KNOWLARITY_API_URL: apiUrl, KNOWLARITY_API_KEY: apiKey, KNOWLARITY_SR_API_KEY: srApiKey } = env;
  if (!apiKey || !srApiKey) return null;
  const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(new URL(apiUrl).hostname);
  return env.SWITCHBOARD_DEMO && !isHere ? null : { apiUrl, apiKey, srApiKey };
}

/** An instant as the call log wants it: India's clock, with its offset. */
const inIndia = (at: Date) =>
  `${new Date(at.getTime() + HOME_MINUTES * 60_000).toISOString().slice(0, 19).replace("T", " ")}+05:30`;

/**
 * A page of the call log. Follows no redirect, waits twenty seconds, holds at most 4 MB. The keys travel in headers, so that they are in no log
 * of addresses. Never throws.
 */
export async function getCallLog(
  access: KnowlarityAccess,
  page: { from: Date; until: Date; offset: number; limit: number; signal: AbortSignal },
): Promise<GraphAnswer> {
  try {
    const query = {
      start_time: inIndia(page.from),
      end_time: inIndia(page.until),
      limit: String(page.limit),
      offset: String(page.offset),
    };
    // By hand: the usual form encoding writes a space as a plus, which this API reads as part of the time.
    const text = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const response = await fetch(
      `${access.apiUrl.replace(/\/+$/, "")}/Basic/v1/account/calllog?${text.join("&")}`,
      {
        headers: {
          authorization: access.srApiKey,
          "x-api-key": access.apiKey,
          channel: "Basic",
          accept: "application/json",
        },
        redirect: "error",
        signal: AbortSignal.any([page.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      },
    );
    if (!response.ok) return { ok: false, problem: problemOf(response.status) };
    const value: unknown = JSON.parse(quoteLongIntegers(await textOf(response)));
    return isRecord(value) && Array.isArray(value.objects)
      ? { ok: true, value }
      : { ok: false, problem: "failed" };
  } catch {
    // No connection, too slow, a redirect, not JSON: what the answer held may be somebody's data, so it is not repeated.
    return { ok: false, problem: "failed" };
  }
}

function problemOf(status: number): GraphProblem {
  if (status === 401 || status === 403) return "refused";
  return status === 429 ? "limited" : "failed";
}
