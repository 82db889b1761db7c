import "server-only";
import { randomUUID } from "node:crypto";
import { standardSignature } from "@/domain/channels/standard-webhooks";
import { AppError } from "@/domain/errors";
import { env } from "@/env";

/** Posts a signed event to this very server, by the way that a voice agent's events come in. */
export async function postVoiceEvent(
  type: "voice.call.started" | "voice.call.ended",
  data: Record<string, unknown>,
): Promise<void> {
  const { PORT, VOICE_WEBHOOK_SECRET: secret } = env();
  if (!secret) throw new AppError("unavailable", "VOICE_WEBHOOK_SECRET is not set: nothing can be signed.");
  const body = Buffer.from(JSON.stringify({ type, timestamp: new Date().toISOString(), data }));
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const response = await fetch(`http://127.0.0.1:${PORT}/api/webhooks/voice`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": standardSignature({ secret, id, timestamp, body }),
    },
  });
  if (!response.ok)
    throw new AppError("unavailable", `The event was refused with status ${response.status}.`);
}
