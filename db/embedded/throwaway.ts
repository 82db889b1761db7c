import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Embedded, startEmbedded } from "../embedded";
import { choosePlace } from "./binaries";
import { isAlive } from "./lock";
import { removeCluster } from "./postmaster";

/** Nothing in it outlives the run, so it need not survive a crash. */
const FLAGS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"].flatMap((setting) => [
  "-c",
  setting,
]);

/** A server for one run of the tests, in a folder named after this process. `remove` ends it and deletes the folder. */
export async function startThrowaway(parent: string): Promise<Embedded & { remove: () => Promise<void> }> {
  const wanted = join(parent, `test-pg-${process.pid}`);
  // A process that was killed leaves its server running: nobody else would ever end it.
  const { dataDir } = choosePlace(wanted);
  for (const name of orphans(dirname(dataDir))) await removeCluster(join(dirname(dataDir), name));
  const server = await startEmbedded({ dataDir: wanted, flags: FLAGS });
  const remove = async () => {
    await server.stop();
    await removeCluster(server.dataDir);
  };
  return { ...server, remove };
}

function orphans(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => {
    const owner = /^test-pg-(\d+)(\.new)?$/.exec(name)?.[1];
    return owner !== undefined && Number(owner) !== process.pid && !isAlive(Number(owner));
  });
}
