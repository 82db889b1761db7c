import type { Env } from "@/env";
import type { Channel } from "./channel";
import { knowlarity } from "./knowlarity";
import { meta } from "./meta-leads";
import { voice } from "./voice";
import { elevenlabs } from "./voice-elevenlabs";
import { retell } from "./voice-retell";
import { vapi } from "./voice-vapi";
import { whatsapp } from "./whatsapp";

/** Every way in. A new channel is one file and one entry here. */
const CHANNELS: readonly Channel[] = [voice, retell, elevenlabs, vapi, knowlarity, meta, whatsapp];

const byName = new Map(CHANNELS.map((channel) => [channel.name, channel]));

export function findChannel(name: string): Channel | null {
  return byName.get(name) ?? null;
}

/** Which channels have their secret; the others answer 503. */
export function channelStates(env: Env): Record<string, "configured" | "not_configured"> {
  return Object.fromEntries(
    CHANNELS.map((channel) => [channel.name, channel.isConfigured(env) ? "configured" : "not_configured"]),
  );
}
