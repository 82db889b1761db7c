import { spawn } from "node:child_process";
import postgres from "postgres";
import { rollbackLast } from "@/db/migrate";
import { SetupFailure } from "@/db/setup-failure";
import { exitCode } from "./setup/child";
import { checkConfiguration, isDemo } from "./setup/configuration";
import { openDatabase } from "./setup/database";
import { hasNoCustomers, migrate, seed } from "./setup/prepare";
import { runCommand } from "./setup/run-command";
import { say } from "./setup/say";
import { demoPassword } from "./setup/secrets";

const USAGE = `Usage: npm run db -- <what>
  migrate          apply the migrations that are missing
  rollback         take the last migration back
  seed [--clinic]  fill an empty database with demo data, or with the clinic's two customers
  reset [--yes]    delete everything and migrate; --yes is needed where DATABASE_URL is set
  url              print the connection string
  psql             open a shell, if psql is installed`;

const actions: Record<string, (flags: string[]) => Promise<number>> = {
  async migrate() {
    await migrate(await openDatabase());
    say("The database is up to date");
    return 0;
  },

  async rollback() {
    const tag = await rollbackLast(await openDatabase());
    say(`Taken back: ${tag}`);
    return 0;
  },

  async seed(flags) {
    const url = await openDatabase();
    await migrate(url);
    if (!(await hasNoCustomers(url))) {
      throw new SetupFailure("The database is not empty. To start again: npm run db -- reset, then seed.");
    }
    await seed(url, flags.includes("--clinic") ? "clinic" : "demo");
    process.stdout.write(`The demo accounts' password is ${demoPassword()}\n`);
    return 0;
  },

  async reset(flags) {
    if (!isDemo() && !flags.includes("--yes")) {
      throw new SetupFailure(
        "This would delete everything in DATABASE_URL. If that is meant: npm run db -- reset --yes",
      );
    }
    const url = await openDatabase();
    const client = postgres(url, { max: 1, onnotice: () => {} });
    await client.begin(async (transaction) => {
      await transaction`drop schema if exists drizzle cascade`;
      await transaction`drop schema public cascade`;
      await transaction`create schema public`;
    });
    await client.end();
    await migrate(url);
    say("The database is empty");
    return 0;
  },

  async url() {
    // Whoever asks wants to connect: the embedded server stays up.
    process.stdout.write(`${await openDatabase({ leaveRunning: true })}\n`);
    return 0;
  },

  async psql(flags) {
    const url = new URL(await openDatabase());
    // The password goes by the environment: a command line is visible to every account.
    const env = { ...process.env, PGPASSWORD: decodeURIComponent(url.password) };
    url.password = "";
    // Ctrl-C in the shell cancels a query; it is not for this program.
    process.removeAllListeners("SIGINT").on("SIGINT", () => {});
    const shell = spawn("psql", [url.href, ...flags], { stdio: "inherit", env });
    shell.on("error", () =>
      process.stderr.write("psql is not installed. The address for any client: npm run db -- url\n"),
    );
    return shell.pid === undefined ? 1 : exitCode(shell);
  },
};

runCommand({ codeOnSignal: 130 }, async () => {
  const [what = "", ...flags] = process.argv.slice(2);
  const action = Object.hasOwn(actions, what) ? actions[what] : undefined;
  const known: Record<string, string[]> = { seed: ["--clinic"], reset: ["--yes"] };
  const unknown = what === "psql" ? undefined : flags.find((flag) => !(known[what] ?? []).includes(flag));
  if (!action || unknown) {
    process.stderr.write(`${unknown ? `${what} does not know ${unknown}.\n` : ""}${USAGE}\n`);
    return 2;
  }
  if (isDemo()) checkConfiguration();
  return action(flags);
});
