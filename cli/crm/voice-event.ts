import { randomUUID } from "node:crypto";
import { SetupFailure } from "@/db/setup-failure";
import { standardSignature } from "@/domain/channels/standard-webhooks";
import { env } from "@/env";
import { checkConfiguration } from "../setup/configuration";

/** Posts a signed event to the running server, as a voice agent would, and answers what the server said. */
export async function sendVoiceEvent(input: {
  type: "voice.call.started" | "voice.call.ended";
  data: Record<string, unknown>;
  url?: string;
}): Promise<{ status: number; answer: unknown }> {
  const { port } = checkConfiguration();
  // Only the secret is needed of the environment, so no database is opened for it; env() wants its address all the same.
  process.env.DATABASE_URL ||= "postgres://unused/";
  const secret = env().VOICE_WEBHOOK_SECRET;
  if (!secret) throw new SetupFailure("VOICE_WEBHOOK_SECRET is not set, so the event cannot be signed.");
  const server = input.url ?? `http://localhost:${port}`;
  if (!URL.canParse(server))
    throw new SetupFailure("--url: expected an address such as http://localhost:3000");

  const body = Buffer.from(
    JSON.stringify({ type: input.type, timestamp: new Date().toISOString(), data: input.data }),
  );
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const target = new URL("/api/webhooks/voice", server);
  const response = await fetch(target, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": standardSignature({ secret, id, timestamp, body }),
    },
  }).catch(() => {
    throw new SetupFailure(`Nothing answers at ${target.origin}. Is the server running (npm start)?`);
  });
  const text = await response.text();
  return { status: response.status, answer: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, 200);
  }
}
