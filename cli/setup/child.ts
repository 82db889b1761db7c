import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { root } from "./root";

type Output = "inherit" | "ignore" | number;

/** Starts a Node.js program of this project. `output`: the terminal, nowhere, or an open file. */
export function startNode(
  args: string[],
  options: { env?: Record<string, string | undefined>; output?: Output; detached?: boolean } = {},
): ChildProcess {
  const output = options.output ?? "inherit";
  return spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", output, output],
    detached: options.detached ?? false,
  });
}

/** Waits for a program's end. Returns its exit code; 1 when a signal ended it. */
export async function exitCode(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? 1;
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : 1;
}

/** Asks a program to end, and ends it if it has not after ten seconds: an open stream would keep a server waiting for ever. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const impatience = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await exitCode(child);
  clearTimeout(impatience);
}
