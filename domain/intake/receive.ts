import { sql } from "drizzle-orm";
import { type Database, database } from "@/db/client";
import { prepared } from "@/db/prepared";
import type { Channel } from "@/domain/channels/channel";
import { findChannel } from "@/domain/channels/registry";
import { faultFields, log } from "@/domain/log";
import { env as checkedEnv, type Env } from "@/env";
import { readBody } from "./read-body";
import { wakeDrain } from "./wake";

/** Of a delivery's headers only what helps to understand it later; a signature or a secret is never kept. */
const KEPT_HEADERS = ["content-type", "user-agent", "webhook-id", "webhook-timestamp"];
const LONGEST_HEADER = 500;

export type Receipt = { status: number; body: Record<string, unknown>; headers?: Record<string, string> };

const refuse = (status: number, error: string, headers?: Record<string, string>): Receipt => ({
  status,
  body: { received: false, error },
  headers,
});

/**
 * Takes one delivery: reads at most 4 MB, verifies the raw bytes, stores them in one committed statement, and only then answers 200.
 * Nothing is parsed. Anything that is not proven genuine is refused and leaves no row: 404 no such channel, 503 not configured or database
 * away, 413 too large, 415 compressed, 401 signature.
 */
export async function receive(input: {
  channelName: string;
  request: Request;
  db?: Database;
  env?: Env;
  now?: Date;
}): Promise<Receipt> {
  const { request } = input;
  const env = input.env ?? checkedEnv();
  const channel = findChannel(input.channelName);
  if (!channel) return refuse(404, "There is no such channel.");
  if (!channel.isConfigured(env))
    return refuse(503, "This channel is not configured: its secret is not set.");
  // A small compressed body may unpack into a huge one; no provider sends one.
  const encoding = request.headers.get("content-encoding");
  if (encoding && encoding.toLowerCase() !== "identity")
    return refuse(415, "The body must not be compressed.");
  const rawBody = await readBody(request);
  if (rawBody === "too_large") return refuse(413, "The body is larger than 4 MB.");
  const delivery = {
    rawBody,
    headers: request.headers,
    url: new URL(request.url),
    now: input.now ?? new Date(),
    env,
  };
  const verified = channel.verify(delivery);
  if (!verified.ok) {
    log.warn("webhook refused", { channel: channel.name, reason: verified.reason });
    return refuse(401, "The signature is missing, wrong or too old.");
  }
  try {
    await store({
      db: input.db ?? database(),
      channel,
      externalId: verified.eventId,
      rawBody,
      headers: request.headers,
    });
  } catch (error) {
    log.error("webhook could not be stored", { channel: channel.name, ...faultFields(error) });
    return refuse(503, "The event could not be stored; send it again.", { "Retry-After": "5" });
  }
  wakeDrain();
  return { status: 200, body: { received: true } };
}

async function store(input: {
  db: Database;
  channel: Channel;
  externalId: string;
  rawBody: Buffer;
  headers: Headers;
}): Promise<void> {
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = input.headers.get(name);
    return value ? [[name, value.slice(0, LONGEST_HEADER)]] : [];
  });
  await prepared(
    input.db,
    sql`insert into webhook_events (source, external_id, headers, body)
      values (${input.channel.name}, ${input.externalId}, ${JSON.stringify(Object.fromEntries(kept))}::text::jsonb, ${input.rawBody})
      on conflict (source, external_id) do nothing`,
  );
}
