import { nextProgram } from "./setup/build";
import { exitCode } from "./setup/child";
import { checkConfiguration, isDemo } from "./setup/configuration";
import { openDatabase } from "./setup/database";
import { hasNoCustomers, migrate, seed } from "./setup/prepare";
import { runCommand } from "./setup/run-command";
import { say } from "./setup/say";
import { addressFor, answersOn, requireFreePort, startServer } from "./setup/server";
import { demoSignIns } from "./setup/sign-ins";

// The same database and secrets as npm start, with hot reload.
runCommand({ codeOnSignal: 0 }, async () => {
  const { port, appUrl } = checkConfiguration();
  await requireFreePort(port);
  const demo = isDemo();
  const url = await openDatabase();
  await migrate(url);
  if (demo && (await hasNoCustomers(url))) await seed(url, "demo");

  const address = addressFor(port, appUrl);
  const server = startServer([nextProgram, "dev", "-p", address.PORT, "-H", address.HOSTNAME], {
    ...address,
    NODE_ENV: "development",
  });
  if (await answersOn(port, server)) {
    say("Serving, with hot reload");
    if (demo) process.stdout.write(`${demoSignIns(appUrl)}\n`);
  }
  return exitCode(server);
});
