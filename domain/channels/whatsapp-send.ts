import { countryOfScopedId } from "@/domain/customers/identity-keys";
import type { Env } from "@/env";
import { quoteLongIntegers } from "./exact-json";
import { postJson } from "./post-json";
import { firstSaid, isRecord, recordOf, said } from "./voice-text";
import { type Reaction, reactionTo } from "./whatsapp-errors";

/** What became of a message: taken, refused (so certainly not sent), or nobody knows. `message` is for a person to read. */
export type SendOutcome =
  | { kind: "sent"; wamid: string }
  | { kind: "refused"; code: number | null; message: string; reaction: Reaction }
  | { kind: "uncertain"; why: string };

export type SendMessage = (input: {
  phoneNumberId: string;
  payload: Record<string, unknown>;
}) => Promise<SendOutcome>;

export const LONGEST_TEXT = 4096;
const LONGEST_WORDS = 400;

/** A text in the API's words. `recipient` is a number's digits, or a business-scoped id. */
export const textMessage = (input: { recipient: string; body: string }) => ({
  messaging_product: "whatsapp",
  recipient_type: "individual",
  ...(countryOfScopedId(input.recipient) === null ? { to: input.recipient } : { recipient: input.recipient }),
  type: "text",
  text: { body: input.body, preview_url: false },
});

/** How messages can leave here, or why none can: a demo sends nothing outside of this machine. */
export function whatsappSender(env: Env): { send: SendMessage } | { closed: string } {
  const { WHATSAPP_ACCESS_TOKEN: token, GRAPH_API_URL: apiUrl } = env;
  const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(new URL(apiUrl).hostname);
  if (env.SWITCHBOARD_DEMO && !isHere) return { closed: "Waits: this is a demo, and nothing leaves it." };
  if (!token) return { closed: "Waits: WHATSAPP_ACCESS_TOKEN is not set, so nothing can be sent." };
  return { send: (input) => sendMessage({ apiUrl, token, ...input }) };
}

/** Posts one message. There is no key that would make a repetition harmless, so only an answer or a failure to connect is certain. Never throws. */
export async function sendMessage(input: {
  apiUrl: string;
  token: string;
  phoneNumberId: string;
  payload: Record<string, unknown>;
  timeoutMs?: number;
}): Promise<SendOutcome> {
  const answer = await postJson({
    url: `${input.apiUrl.replace(/\/+$/, "")}/${encodeURIComponent(input.phoneNumberId)}/messages`,
    token: input.token,
    body: JSON.stringify(input.payload),
    timeoutMs: input.timeoutMs ?? 10_000,
  });
  if (answer.kind === "unreached")
    return refusal(null, "retry", `WhatsApp could not be reached (${answer.why})`);
  if (answer.kind === "lost") return { kind: "uncertain", why: answer.why };
  return readAnswer(answer.status, answer.text);
}

/** An answer's meaning. Only a described refusal is one; an error on their side that says no code may have come after the message went out. */
export function readAnswer(status: number, text: string): SendOutcome {
  const body = parsed(text);
  if (status >= 200 && status < 300 && !isRecord(body.error)) {
    const wamid = said(recordOf(Array.isArray(body.messages) ? body.messages[0] : null).id);
    return wamid
      ? { kind: "sent", wamid }
      : { kind: "uncertain", why: "WhatsApp took the message and named no id" };
  }
  const error = recordOf(body.error);
  const code = Number(firstSaid(error.code) ?? Number.NaN);
  const known = Number.isInteger(code) ? reactionTo(code) : null;
  if (known) return refusal(code, known.reaction, wordsOf(known.words, error));
  if (status >= 500)
    return { kind: "uncertain", why: `WhatsApp answered with an error of its own (${status})` };
  if (status === 401 || status === 403)
    return refusal(null, "stop", wordsOf("WhatsApp refuses our access token", error));
  if (status === 429) return refusal(null, "slow", wordsOf("Too many requests at once", error));
  const named = Number.isInteger(code) ? code : null;
  return refusal(named, "never", wordsOf(`WhatsApp refused the message (HTTP ${status})`, error));
}

function refusal(code: number | null, reaction: Reaction, words: string): SendOutcome {
  return { kind: "refused", code, reaction, message: code === null ? `${words}.` : `${words} (${code}).` };
}

/** Our words, then the provider's own, which are what can be looked up. */
function wordsOf(ours: string, error: Record<string, unknown>): string {
  const parts = [firstSaid(error.message), firstSaid(recordOf(error.error_data).details)];
  const theirs = [...new Set(parts.filter((part) => part !== null))].join(": ").slice(0, LONGEST_WORDS);
  return theirs === "" ? ours : `${ours}. WhatsApp says: ${theirs}`;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(quoteLongIntegers(text)));
  } catch {
    return {};
  }
}
