import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { SetupFailure } from "../setup-failure";

/** A system account, by its numbers. */
export type Account = { uid: number; gid: number };

/** The account PostgreSQL must run as when we are root, which it refuses to be; null when we are anybody else. */
export function unprivilegedAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new SetupFailure(
    "PostgreSQL refuses to run as root, and there is no account postgres or nobody: run this as an ordinary user.",
  );
}

/** Whether the account may enter the folder and run the program: a project in root's home is closed to everybody else. */
export function canUse(account: Account, place: { folder: string; program: string }): boolean {
  const probe = 'cd "$0" && test -x "$1"';
  const result = spawnSync("/bin/sh", ["-c", probe, place.folder, place.program], { ...account, cwd: "/" });
  return result.status === 0;
}
