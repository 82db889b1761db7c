import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { SetupFailure } from "../setup-failure";

/** Starting and stopping take seconds; whoever holds the lock for longer is gone, and its process id is somebody else's by now. */
const STALE_AFTER_MS = 180_000;

/** Runs `work` while no other process holds the same lock file. Takes over the lock of a process that died. */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  { staleAfterMs = STALE_AFTER_MS }: { staleAfterMs?: number } = {},
): Promise<T> {
  const deadline = Date.now() + staleAfterMs + 10_000;
  while (!acquire(file, staleAfterMs)) {
    if (Date.now() > deadline)
      throw new SetupFailure(`Another start holds ${file}: if none is running, remove it.`);
    await pause(100);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function acquire(file: string, staleAfterMs: number): boolean {
  const claim = `${file}.${process.pid}`;
  writeFileSync(claim, String(process.pid));
  try {
    linkSync(claim, file);
    return true;
  } catch {
    removeIfStale(file, staleAfterMs);
    return false;
  } finally {
    rmSync(claim, { force: true });
  }
}

function removeIfStale(file: string, staleAfterMs: number): void {
  try {
    const owner = Number(readFileSync(file, "utf8"));
    if (isAlive(owner) && Date.now() - statSync(file).mtimeMs < staleAfterMs) return;
    // Of several that see the stale lock only one can move it; the others find it gone.
    const moved = `${file}.stale.${process.pid}`;
    renameSync(file, moved);
    if (Number(readFileSync(moved, "utf8")) !== owner) linkSync(moved, file);
    rmSync(moved, { force: true });
  } catch {
    // Released or taken over meanwhile: the next attempt sees which.
  }
}

/** Whether a process with this id exists, ours or anybody's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
