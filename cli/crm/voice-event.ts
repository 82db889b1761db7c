import { randomUUID } from "node:crypto";
import { standardSignature } from "@/domain/channels/standard-webhooks";
import { channelSecret, postEvent } from "./post-event";

/** Posts a signed event to the running server, as a voice agent would, and answers what the server said. */
export async function sendVoiceEvent(input: {
  type: "voice.call.started" | "voice.call.ended";
  data: Record<string, unknown>;
  url?: string;
}): Promise<{ status: number; answer: unknown }> {
  const secret = channelSecret("VOICE_WEBHOOK_SECRET");
  const body = Buffer.from(
    JSON.stringify({ type: input.type, timestamp: new Date().toISOString(), data: input.data }),
  );
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  return postEvent({
    path: "/api/webhooks/voice",
    body,
    url: input.url,
    headers: {
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": standardSignature({ secret, id, timestamp, body }),
    },
  });
}
