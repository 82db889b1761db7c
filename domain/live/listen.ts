import "server-only";
import postgres from "postgres";
import { faultFields, log } from "@/domain/log";
import { LIVE_CHANNEL, type LiveTopic, liveTopic } from "./topic";

export type Listening = {
  /** Resolves once the connection listens: what is announced from then on arrives. */
  ready: Promise<void>;
  close(): Promise<void>;
};

/**
 * One connection that hears what any instance announces, apart from the pool, whose connections come and go. It connects again by itself,
 * with growing pauses; `onReconnect` says that something may have been missed meanwhile.
 */
export function listen(input: {
  url: string;
  onTopic: (topic: LiveTopic) => void;
  onReconnect: () => void;
}): Listening {
  const client = postgres(input.url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "switchboard live" },
  });
  let markReady = () => {};
  const ready = new Promise<void>((resolve) => {
    markReady = resolve;
  });
  let isFirst = true;
  const onListening = () => {
    if (isFirst) markReady();
    else input.onReconnect();
    isFirst = false;
  };
  client
    .listen(LIVE_CHANNEL, (payload) => hear(payload, input.onTopic), onListening)
    // The driver goes on trying; only its first attempt is reported here.
    .catch((error: unknown) => log.warn("live updates wait for the database", faultFields(error)));
  return { ready, close: () => client.end({ timeout: 1 }) };
}

function hear(payload: string, onTopic: (topic: LiveTopic) => void): void {
  const topic = liveTopic.safeParse(parsed(payload));
  // Another version may run beside this one during a release.
  if (topic.success) onTopic(topic.data);
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return null;
  }
}
