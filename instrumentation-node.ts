import { startLeadFetchLoop } from "@/domain/channels/meta-fetch-loop";
import { startDrainLoop } from "@/domain/intake/drain-loop";
import { closeLiveHub } from "@/domain/live/hub";
import { log } from "@/domain/log";
import { startOutboxLoop } from "@/domain/outbox/dispatch-loop";
import { startSyncLoop } from "@/domain/sync/background";
import { readEnv } from "@/env";

const store = globalThis as typeof globalThis & { switchboardStarted?: true };

/** Refuses to start on a wrong configuration, naming every problem; then starts what works in the background. */
export function startInstance(): void {
  const checked = readEnv(process.env);
  if ("problems" in checked) {
    process.stderr.write(`Configuration is wrong.\n  ${checked.problems.join("\n  ")}\n`);
    process.exit(1);
  }
  if (store.switchboardStarted) return;
  store.switchboardStarted = true;
  const loop = startDrainLoop();
  const leadFetches = startLeadFetchLoop();
  const outbox = startOutboxLoop();
  const syncs = startSyncLoop();
  // The server ends the process by itself; events in hand finish if they can, and are taken up again at the next start if not.
  const stop = () => {
    void closeLiveHub();
    void leadFetches?.stop();
    void outbox.stop();
    void syncs.stop();
    void loop.stop().then(() => log.info("intake stopped"));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}
