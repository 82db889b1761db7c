import { knowlarityAccess } from "@/domain/channels/knowlarity-get";
import { metaAccess } from "@/domain/channels/meta-fetch";
import { AppError } from "@/domain/errors";
import type { Env } from "@/env";
import { knowlarityPages } from "./knowlarity-pages";
import { metaPages } from "./meta-pages";
import { NEEDED, PROVIDER_NAMES, type SyncProvider } from "./rules";
import type { SyncSource } from "./source";

/** How the provider is reached, or in words why it is not. */
export function findSource(provider: SyncProvider, env: Env): { source: SyncSource } | { closed: string } {
  const knowlarity = provider === "knowlarity" && knowlarityAccess(env);
  if (knowlarity) return { source: knowlarityPages(knowlarity) };
  const meta = provider === "meta" && metaAccess(env);
  if (meta) return { source: metaPages(meta) };
  const name = PROVIDER_NAMES[provider];
  return {
    closed: env.SWITCHBOARD_DEMO
      ? `The demo asks no real provider. It syncs with ${name} only when ${NEEDED[provider]} is set and the API's address is on this machine.`
      : `${NEEDED[provider]} is not set, so nothing can be fetched from ${name}.`,
  };
}

/** The same, where there is no going on without: throws `unavailable`. */
export function requireSource(provider: SyncProvider, env: Env): SyncSource {
  const found = findSource(provider, env);
  if ("closed" in found) throw new AppError("unavailable", found.closed);
  return found.source;
}
