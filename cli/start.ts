import { buildIfNeeded, serverProgram } from "./setup/build";
import { exitCode } from "./setup/child";
import { checkConfiguration, isDemo } from "./setup/configuration";
import { keepEmbeddedRunning, openDatabase } from "./setup/database";
import { hasNoCustomers, migrate, seed } from "./setup/prepare";
import { runCommand } from "./setup/run-command";
import { say } from "./setup/say";
import { addressFor, answersOn, requireFreePort, startServer } from "./setup/server";
import { demoSignIns } from "./setup/sign-ins";

// Everything that is missing, then the production server until Ctrl-C.
runCommand({ codeOnSignal: 0 }, async () => {
  const { port, appUrl } = checkConfiguration();
  await requireFreePort(port);
  const demo = isDemo();
  const url = await openDatabase();
  if (demo) keepEmbeddedRunning();
  say(demo ? "Embedded PostgreSQL is running" : "The database answers");
  await migrate(url);
  if (demo && (await hasNoCustomers(url))) await seed(url, "demo");
  await buildIfNeeded();

  const server = startServer([serverProgram], { ...addressFor(port, appUrl), NODE_ENV: "production" });
  if (await answersOn(port, server)) {
    say("Serving");
    process.stdout.write(demo ? `${demoSignIns(appUrl)}\n` : `\n  Switchboard is at ${appUrl}\n\n`);
  }
  return exitCode(server);
});
