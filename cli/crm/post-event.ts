import { SetupFailure } from "@/db/setup-failure";
import { env } from "@/env";
import { checkConfiguration } from "../setup/configuration";

type Secret = "VOICE_WEBHOOK_SECRET" | "META_APP_SECRET" | "WHATSAPP_APP_SECRET" | "KNOWLARITY_WEBHOOK_TOKEN";

/** The secret with which an event for the running server is signed. Throws when it is not set. */
export function channelSecret(name: Secret): string {
  checkConfiguration();
  // Only the secret is needed of the environment, so no database is opened for it; env() wants its address all the same.
  process.env.DATABASE_URL ||= "postgres://unused/";
  const secret = env()[name];
  if (!secret) throw new SetupFailure(`${name} is not set, so the event cannot be signed.`);
  return secret;
}

/** Posts an event to the running server, as its provider would, and answers what the server said. */
export async function postEvent(input: {
  path: string;
  body: Buffer;
  headers: Record<string, string>;
  url?: string;
}): Promise<{ status: number; answer: unknown }> {
  const server = input.url ?? `http://localhost:${env().PORT}`;
  if (!URL.canParse(server))
    throw new SetupFailure("--url: expected an address such as http://localhost:3000");
  const target = new URL(input.path, server);
  const response = await fetch(target, {
    method: "POST",
    body: new Uint8Array(input.body),
    headers: { "content-type": "application/json", ...input.headers },
  }).catch(() => {
    throw new SetupFailure(`Nothing answers at ${target.origin}. Is the server running (npm start)?`);
  });
  return { status: response.status, answer: parsed(await response.text()) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(0, 200);
  }
}
