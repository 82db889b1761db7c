import { env } from "@/env";
import { listen } from "./listen";
import type { LiveNews } from "./topic";

type Subscriber = {
  onNews: (news: LiveNews) => void;
  /** The process is about to end. */
  onClose: () => void;
};

export type LiveHub = {
  ready: Promise<void>;
  /** Returns what ends it. */
  subscribe(subscriber: Subscriber): () => void;
  close(): Promise<void>;
};

/** Hands what one listening connection hears to any number of subscribers inside this process. */
export function createHub(url: string): LiveHub {
  const subscribers = new Set<Subscriber>();
  const tell = (news: LiveNews) => {
    for (const subscriber of [...subscribers]) subscriber.onNews(news);
  };
  const listening = listen({ url, onTopic: tell, onReconnect: () => tell({ kind: "resync" }) });
  return {
    ready: listening.ready,
    subscribe: (subscriber) => {
      subscribers.add(subscriber);
      return () => {
        subscribers.delete(subscriber);
      };
    },
    close: async () => {
      for (const subscriber of [...subscribers]) subscriber.onClose();
      await listening.close();
    },
  };
}

// On globalThis because the server bundles its routes and its start-up file apart, and hot reload loads this file again.
const store = globalThis as typeof globalThis & { switchboardLiveHub?: LiveHub };

/** The process's one hub; it connects when the first person looks. */
export function liveHub(): LiveHub {
  store.switchboardLiveHub ??= createHub(env().DATABASE_URL);
  return store.switchboardLiveHub;
}

/** Ends every stream, which would otherwise keep a stopping server waiting for its last answer. */
export async function closeLiveHub(): Promise<void> {
  const hub = store.switchboardLiveHub;
  store.switchboardLiveHub = undefined;
  await hub?.close();
}
