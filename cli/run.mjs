// The door to every command. Plain JavaScript without a dependency, because it runs before anything is installed.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { endWithNpm } from "./setup/end-with-parent.mjs";
import { install } from "./setup/install.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const programs = {
  start: "cli/start.ts",
  dev: "cli/dev.ts",
  build: "cli/build.ts",
  test: "cli/test.ts",
  check: "cli/check.ts",
  db: "cli/db.ts",
  crm: "cli/crm.ts",
  bench: "bench/run.ts",
};

function stop(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 9)) {
  stop(`Node.js 20.9 or newer is needed; this is ${process.versions.node}.`);
}
const [command, ...args] = process.argv.slice(2);
const program = Object.hasOwn(programs, command ?? "") ? programs[command] : undefined;
if (!program) stop(`Unknown command ${command ?? ""}: one of ${Object.keys(programs).join(", ")}.`);
if (!existsSync(join(root, program))) stop(`npm run ${command} is not part of this version.`);

process.chdir(root);
const failure = install({ root, withTools: ["test", "check"].includes(command) });
if (failure) stop(failure);

// react-server makes the "server-only" marker importable outside of Next.js.
const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", program, ...args], {
  stdio: "inherit",
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
});
// The child puts its house in order and ends; this process ends with it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
endWithNpm();
child.on("error", (error) => stop(`npm run ${command} cannot be run: ${error.message}`));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
