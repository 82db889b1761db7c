import type { Delivery, Verification } from "./channel";
import { equalsSecretly, hmacSha256, nameByContent, refused } from "./signature";

const PROOF = /^sha256=[0-9a-f]{64}$/;
/** A challenge is reflected to whoever asks, so nothing that a browser or a log could take for more than a word. */
const CHALLENGE = /^[A-Za-z0-9_-]{1,128}$/;

/** Meta's proof of a body: over the bytes as sent, which hold non-ASCII letters in escaped form. */
export const hubSignature = (input: { secret: string; body: Buffer }) =>
  `sha256=${hmacSha256(input.secret, [input.body]).toString("hex")}`;

/**
 * Checks `X-Hub-Signature-256`. It holds no time, so a replay is met by the event's name, which is the content's hash, and by the unique
 * ids inside. Without a secret nothing is genuine.
 */
export function verifyHubSignature(delivery: Delivery, secret: string | undefined): Verification {
  if (!secret) return refused("secret not set");
  const given = delivery.headers.get("x-hub-signature-256");
  if (!given || !PROOF.test(given)) return refused("signature missing or malformed");
  if (!equalsSecretly(given, hubSignature({ secret, body: delivery.rawBody })))
    return refused("signature wrong");
  return { ok: true, eventId: nameByContent(delivery.rawBody) };
}

/**
 * Meta's question whether this address is ours, asked when a webhook is set up: 200 with the bare challenge, 403 for a wrong token, 503 while no
 * token is configured. It carries no signature. The answer must go out as plain text.
 */
export function answerHandshake(url: URL, verifyToken: string | undefined): { status: number; text: string } {
  if (!verifyToken)
    return { status: 503, text: "This channel is not configured: its verify token is not set." };
  const challenge = url.searchParams.get("hub.challenge") ?? "";
  const isGenuine =
    url.searchParams.get("hub.mode") === "subscribe" &&
    equalsSecretly(url.searchParams.get("hub.verify_token") ?? "", verifyToken) &&
    CHALLENGE.test(challenge);
  return isGenuine ? { status: 200, text: challenge } : { status: 403, text: "The verify token is wrong." };
}
