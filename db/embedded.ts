import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { choosePlace, type Place } from "./embedded/binaries";
import { createCluster, startPostmaster } from "./embedded/cluster";
import { type Answer, askServer, passwordRefused, usedByOthers } from "./embedded/connection";
import { withLock } from "./embedded/lock";
import { embeddedPassword } from "./embedded/password";
import { type Postmaster, removeCluster, runningPostmaster } from "./embedded/postmaster";
import { SetupFailure } from "./setup-failure";

/** A running embedded server. `adopted`: it ran already, left by another program that uses it still or was killed. */
export type Embedded = {
  port: number;
  adopted: boolean;
  dataDir: string;
  url: (database: string) => string;
  /** Stops the server, unless another program still uses it. */
  stop: () => Promise<void>;
  /** Ends this program's part and leaves the server running, for whoever was given its address. */
  leave: () => Promise<void>;
};

const STARTING_TAKES_AT_MOST_MS = 120_000;

/**
 * A real PostgreSQL from npm on a free loopback port, its data in `dataDir`. Safe to call from several programs at once: the first one
 * starts the server, the others adopt it, the last one to stop ends it. `flags` are given to a server that has to be started.
 * Throws SetupFailure with one line when it cannot be.
 */
export async function startEmbedded(input: { dataDir: string; flags?: string[] }): Promise<Embedded> {
  const place = choosePlace(input.dataDir);
  const { password, isNew } = embeddedPassword(dirname(input.dataDir));
  const url = (port: number, database: string) =>
    `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  const ask = (port: number) => askServer(url(port, "postgres"));
  const lock = `${place.dataDir}.lock`;

  const { postmaster, adopted, presence } = await withLock(lock, async () => {
    // Whoever removes .data starts afresh, also where the data had to be kept elsewhere.
    if (isNew && place.dataDir !== input.dataDir) await removeCluster(place.dataDir);
    const running = await adopt(place, ask);
    if (!running) createCluster(place, password);
    const postmaster = running ?? (await startPostmaster(place, { flags: input.flags ?? [], ask }));
    // One connection for as long as this program runs: by it, whoever stops next sees that the server is in use.
    const presence = postgres(url(postmaster.port, "postgres"), { max: 1, onnotice: () => {} });
    await presence`select 1`;
    return { postmaster, adopted: running !== null, presence };
  });

  const stop = () =>
    withLock(lock, async () => {
      const inUse = await usedByOthers(presence);
      await presence.end({ timeout: 2 });
      if (!inUse) await shutDown(place, postmaster);
    });
  return {
    port: postmaster.port,
    adopted,
    dataDir: place.dataDir,
    url: (database) => url(postmaster.port, database),
    stop,
    leave: () => presence.end({ timeout: 2 }),
  };
}

/** Takes a server that runs already; waits for one that is still starting, and for the end of one that is stopping. */
async function adopt(place: Place, ask: (port: number) => Promise<Answer>): Promise<Postmaster | null> {
  const deadline = Date.now() + STARTING_TAKES_AT_MOST_MS;
  for (;;) {
    const running = runningPostmaster(place.dataDir);
    if (!running) return null;
    const answered = running.port ? await ask(running.port) : "no";
    if (answered === "yes") return running;
    if (answered === "refused") throw passwordRefused(place);
    if (Date.now() > deadline) {
      throw new SetupFailure(
        `PostgreSQL (process ${running.pid}) runs in ${place.dataDir} but does not answer: end it.`,
      );
    }
    await pause(50);
  }
}

async function shutDown(place: Place, postmaster: Postmaster): Promise<void> {
  // SIGINT is PostgreSQL's fast shutdown: it ends sessions, writes everything and leaves nothing to recover.
  const deadline = Date.now() + STARTING_TAKES_AT_MOST_MS;
  if (runningPostmaster(place.dataDir)?.pid !== postmaster.pid) return;
  process.kill(postmaster.pid, "SIGINT");
  while (runningPostmaster(place.dataDir)?.pid === postmaster.pid && Date.now() < deadline) await pause(10);
}
