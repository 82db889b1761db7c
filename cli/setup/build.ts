import { closeSync, cpSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "@/db/embedded/lock";
import { SetupFailure } from "@/db/setup-failure";
import { endChild, exitCode, startNode } from "./child";
import { dataPath, root } from "./root";
import { atEnd } from "./run-command";
import { say } from "./say";
import { sourceHash } from "./source-hash";

export const nextProgram = join(root, "node_modules/next/dist/bin/next");
export const serverProgram = join(root, ".next/standalone/server.js");
const stamp = join(root, ".next/source-hash");

/** A build on two busy cores takes a minute; one that holds the lock longer than this was killed and its id is another's. */
const BUILD_TAKES_AT_MOST_MS = 900_000;

/** Makes the production build unless it is there and made from exactly these sources. Throws SetupFailure when it fails. */
export async function buildIfNeeded(): Promise<void> {
  if (isCurrent()) return;
  await withLock(dataPath("build.lock"), build, { staleAfterMs: BUILD_TAKES_AT_MOST_MS });
}

function isCurrent(): boolean {
  return existsSync(serverProgram) && existsSync(stamp) && readFileSync(stamp, "utf8") === sourceHash();
}

async function build(): Promise<void> {
  // Another start may have built it while this one waited for the lock.
  if (isCurrent()) return;
  say("Building (half a minute on two cores) …");
  rmSync(stamp, { force: true });
  // Taken before: what is edited during the build is not in it.
  const hash = sourceHash();
  const logFile = dataPath("build.log");
  const output = openSync(logFile, "w");
  const child = startNode([nextProgram, "build"], {
    output,
    env: { NODE_ENV: "production", DATABASE_URL: undefined },
  });
  closeSync(output);
  atEnd(() => endChild(child));
  const code = await exitCode(child);
  if (code !== 0) {
    if (child.signalCode) throw new SetupFailure("The build was ended from outside.");
    process.stderr.write(`${readFileSync(logFile, "utf8").split("\n").slice(-60).join("\n")}\n`);
    throw new SetupFailure(
      `The build failed with exit code ${code}; its whole output is in .data/build.log.`,
    );
  }
  // The standalone server leaves static files to a content network; here it serves them itself.
  for (const folder of [".next/static", "public"]) {
    const from = join(root, folder);
    if (existsSync(from)) cpSync(from, join(root, ".next/standalone", folder), { recursive: true });
  }
  writeFileSync(stamp, hash);
  say("Built");
}
