import { spawnSync } from "node:child_process";
import { readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isAlive } from "./lock";

/** The server that postmaster.pid names. */
export type Postmaster = { pid: number; port: number };

/**
 * The running server of a data folder, whoever started it, or null. A pid file that names a process which is no PostgreSQL is removed:
 * PostgreSQL itself would take that process for its predecessor and refuse to start. One whose process is gone is left to PostgreSQL,
 * which checks that no orphaned backend still uses the data.
 */
export function runningPostmaster(dataDir: string): Postmaster | null {
  const file = join(dataDir, "postmaster.pid");
  let lines: string[];
  try {
    lines = readFileSync(file, "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !isAlive(pid)) return null;
  if (isPostgresOf(pid, dataDir)) return { pid, port };
  rmSync(file, { force: true });
  return null;
}

function isPostgresOf(pid: number, dataDir: string): boolean {
  if (process.platform === "win32") return true;
  if (process.platform !== "linux") {
    const command = spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).stdout;
    return command.includes("postgres");
  }
  try {
    // A zombie has an empty command line.
    if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres")) return false;
  } catch {
    return false;
  }
  try {
    // PostgreSQL works inside its data folder; this stays true when the project is moved while it runs.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDir);
  } catch {
    return true;
  }
}

/** Ends a server at once, if it runs, and deletes its folder. */
export async function removeCluster(dataDir: string): Promise<void> {
  const running = runningPostmaster(dataDir);
  // SIGQUIT ends it at once without writing anything: the folder goes next.
  if (running) process.kill(running.pid, "SIGQUIT");
  const deadline = Date.now() + 10_000;
  while (runningPostmaster(dataDir) && Date.now() < deadline) await pause(20);
  // PostgreSQL's folder, and what an interrupted first start left beside it.
  for (const folder of [dataDir, `${dataDir}.new`])
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
