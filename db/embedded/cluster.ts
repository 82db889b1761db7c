import { spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SetupFailure } from "../setup-failure";
import { makePrivateFolder, type Place, program } from "./binaries";
import { type Answer, passwordRefused } from "./connection";
import type { Postmaster } from "./postmaster";

const environment = (place: Place) => ({
  ...process.env,
  LC_ALL: "C",
  TZ: "UTC",
  LD_LIBRARY_PATH: join(place.native, "lib"),
});

/** Makes the data folder if there is none. It appears under its name only when complete, so that a killed first start leaves no half. */
export function createCluster(place: Place, password: string): void {
  const version = join(place.dataDir, "PG_VERSION");
  if (existsSync(version)) {
    const made = readFileSync(version, "utf8").trim();
    if (made === place.major) return;
    throw new SetupFailure(
      `${place.dataDir} was made by PostgreSQL ${made} and this is ${place.major}: move it away, or install the older version.`,
    );
  }
  const fresh = `${place.dataDir}.new`;
  const passwordFile = `${place.dataDir}.pw`;
  makePrivateFolder(fresh, place.account);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.account) chownSync(passwordFile, place.account.uid, place.account.gid);
  const options = ["-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8"];
  // The built-in provider is the same on every system; C.UTF-8 of the C library is missing on some.
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const result = spawnSync(program(place, "initdb"), ["-D", fresh, "--no-sync", ...options, ...locale], {
    ...place.account,
    cwd: "/",
    env: environment(place),
    encoding: "utf8",
  });
  rmSync(passwordFile, { force: true });
  if (result.status !== 0) {
    const said = result.error?.message ?? result.stderr.trim().split("\n").at(-1) ?? "";
    const why = said.includes("effective user ID")
      ? "it needs an account that has a name in /etc/passwd"
      : said;
    throw new SetupFailure(`The embedded PostgreSQL cannot be set up in ${place.dataDir}: ${why}`);
  }
  renameSync(fresh, place.dataDir);
}

/** Settings that differ from PostgreSQL's own. Statements and row values stay out of its log: they hold people's numbers. */
const SETTINGS = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "log_min_messages=log"].concat([
  "log_error_verbosity=terse",
  "log_min_error_statement=panic",
  "max_connections=200",
]);

/**
 * Starts the server on a free port, in its own session so that Ctrl-C reaches this program first, which then stops it in order.
 * `ask` tells whether the server answers on a port.
 */
export async function startPostmaster(
  place: Place,
  input: { flags: string[]; ask: (port: number) => Promise<Answer> },
): Promise<Postmaster> {
  const log = join(place.dataDir, "postmaster.log");
  for (let attempt = 1; ; attempt += 1) {
    // The same port as last time if nobody has taken it: an address that was handed out stays good.
    const port = (attempt === 1 && (await freeAgain(lastPort(place.dataDir)))) || (await freePort());
    const settings = [...SETTINGS.flatMap((setting) => ["-c", setting]), ...input.flags];
    // A file and no pipe: a pipe's reader would die with this program, and the server with its next line.
    const output = openSync(log, "w", 0o600);
    const child = spawn(program(place, "postgres"), ["-D", place.dataDir, "-p", String(port), ...settings], {
      ...place.account,
      cwd: "/",
      env: environment(place),
      detached: true,
      windowsHide: true,
      stdio: ["ignore", output, output],
    });
    closeSync(output);
    let ended: string | null = null;
    child.once("error", (error) => {
      ended = error.message;
    });
    child.once("exit", (code) => {
      ended = `exit code ${code}`;
    });
    child.unref();
    for (let refusals = 0; ended === null; ) {
      const answer = child.pid ? await input.ask(port) : "no";
      if (answer === "yes" && child.pid) return { pid: child.pid, port };
      // For a moment it may be another server that took the port first; ours then ends by itself.
      if (answer === "refused") refusals += 1;
      if (refusals > 50) {
        child.kill("SIGINT");
        throw passwordRefused(place);
      }
      await pause(20);
    }
    const why = lastWords(log) ?? ended;
    // The port may be taken between finding and using it; an orphaned backend of a killed server may need a moment to notice.
    const passing =
      /address already in use|could not create any TCP\/IP sockets|shared memory block|lock file/i;
    if (attempt >= 20 || !passing.test(why)) {
      throw new SetupFailure(`The embedded PostgreSQL does not start: ${why} (its log: ${log})`);
    }
    await pause(250);
  }
}

function lastWords(log: string): string | null {
  const lines = readFileSync(log, "utf8").split("\n");
  const failure = lines.filter((line) => /FATAL|PANIC|could not|error while loading/.test(line)).at(-1);
  return failure?.replace(/^.*?(FATAL|PANIC|LOG|WARNING):\s*/, "").trim() ?? null;
}

/** The port of the last run, from the command line that PostgreSQL writes down. */
function lastPort(dataDir: string): number {
  const file = join(dataDir, "postmaster.opts");
  if (!existsSync(file)) return 0;
  return Number(/"-p" "(\d+)"/.exec(readFileSync(file, "utf8"))?.[1] ?? 0);
}

const freeAgain = (port: number): Promise<number> =>
  port ? listen(port).catch(() => 0) : Promise.resolve(0);

/** A port of this machine that nobody uses at the moment. */
export const freePort = (): Promise<number> => listen(0);

function listen(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
