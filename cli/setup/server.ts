import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { SetupFailure } from "@/db/setup-failure";
import { endChild, startNode } from "./child";
import { root } from "./root";
import { atEnd } from "./run-command";

/** A server that was killed a moment ago still holds its port until it notices; after this it is somebody else's. */
const PORT_MAY_BE_FREED_MS = 3_000;

/** Throws SetupFailure, naming PORT, unless a server can listen there. */
export async function requireFreePort(port: number): Promise<void> {
  const deadline = Date.now() + PORT_MAY_BE_FREED_MS;
  for (;;) {
    const problem = await tryPort(port);
    if (!problem) return;
    if (problem === "EACCES")
      throw new SetupFailure(`PORT is ${port}, which this account may not listen on: take one from 1024 up.`);
    if (Date.now() > deadline) {
      throw new SetupFailure(
        `PORT ${port} is in use by another program: end it, or set PORT to another number.`,
      );
    }
    await pause(150);
  }
}

function tryPort(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve("code" in error ? String(error.code) : error.message));
    probe.listen(port, "0.0.0.0", () => probe.close(() => resolve(null)));
  });
}

/**
 * Starts a server program and ends it when this one ends. In a session of its own, so that Ctrl-C reaches it once and in order;
 * it watches its parent, so that kill -9 of the parent ends it too.
 */
export function startServer(args: string[], env: Record<string, string | undefined>): ChildProcess {
  const watch = pathToFileURL(join(root, "cli/setup/watch-parent.mjs")).href;
  const child = startNode(["--import", watch, ...args], { env, detached: true });
  atEnd(() => endChild(child));
  return child;
}

/** What a server needs to know about its own address, for Next.js and for next-auth. */
export const addressFor = (port: number, appUrl: string) => ({
  PORT: String(port),
  HOSTNAME: "0.0.0.0",
  APP_URL: appUrl,
  NEXTAUTH_URL: appUrl,
  NEXTAUTH_SECRET: process.env.AUTH_SECRET,
});

/** Waits until the server answers anything at all. Returns false if it ended instead. */
export async function answersOn(port: number, child: ChildProcess): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    try {
      await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(5_000) });
      return true;
    } catch {
      await pause(50);
    }
  }
  return false;
}
