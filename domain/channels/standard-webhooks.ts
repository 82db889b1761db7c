import { createHash } from "node:crypto";
import type { Delivery, Verification } from "./channel";
import { equalsSecretly, hmacSha256, isNear, refused } from "./signature";

const TOLERANCE_SECONDS = 5 * 60;
/** An id is kept in a unique index, whose entries are small. */
const LONGEST_ID = 255;

/** The key inside `whsec_<base64>`, or null when there is none. */
function keyOf(secret: string): Buffer | null {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return key.length > 0 ? key : null;
}

/** The `webhook-signature` of a body, as a sender writes it. */
export function standardSignature(input: {
  secret: string;
  id: string;
  timestamp: string;
  body: Buffer;
}): string {
  const key = keyOf(input.secret);
  if (!key) throw new Error("A Standard Webhooks secret is whsec_ followed by base64");
  return `v1,${hmacSha256(key, [`${input.id}.${input.timestamp}.`, input.body]).toString("base64")}`;
}

/** Standard Webhooks 1.0: any of several signatures may match, so that a secret can be changed without a gap. */
export function verifyStandardWebhook(delivery: Delivery, secret: string | undefined): Verification {
  if (!secret || !keyOf(secret)) return refused("not configured");
  const id = delivery.headers.get("webhook-id");
  const timestamp = delivery.headers.get("webhook-timestamp");
  const signatures = delivery.headers.get("webhook-signature");
  if (!id || !timestamp || !signatures) return refused("signature headers are missing");
  if (!/^\d{1,12}$/.test(timestamp)) return refused("timestamp is not a number");
  const signedAtMs = Number(timestamp) * 1000;
  if (!isNear({ signedAtMs, now: delivery.now, toleranceSeconds: TOLERANCE_SECONDS }))
    return refused("timestamp is too far away");
  const expected = standardSignature({ secret, id, timestamp, body: delivery.rawBody });
  if (!signatures.split(" ").some((given) => equalsSecretly(given, expected)))
    return refused("signature does not match");
  return { ok: true, eventId: id.length <= LONGEST_ID ? id : createHash("sha256").update(id).digest("hex") };
}
