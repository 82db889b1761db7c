import { startThrowaway } from "@/db/embedded/throwaway";
import { SetupFailure } from "@/db/setup-failure";
import { buildIfNeeded } from "./setup/build";
import { dataPath } from "./setup/root";
import { atEnd, runCommand } from "./setup/run-command";
import { type Count, runPlaywright, runVitest } from "./setup/runners";
import { say } from "./setup/say";
import { CHECKS, runSteps } from "./setup/steps";

const PARTS = ["check", "unit", "e2e"];

// Everything, or one part of it: npm test -- unit [file…], npm test -- e2e [file…].
runCommand({ codeOnSignal: 130 }, async () => {
  const [part, ...files] = process.argv.slice(2);
  if (part && !PARTS.includes(part))
    throw new SetupFailure(`npm test knows the parts ${PARTS.join(", ")}, and not ${part}.`);
  const wants = (name: string) => !part || part === name;
  const counts: Count[] = [];

  if (wants("check")) counts.push(await runSteps(CHECKS));
  if (wants("unit") || wants("e2e")) {
    const server = await databaseServer();
    if (wants("unit")) counts.push(await runVitest(server, files));
    if (wants("e2e")) counts.push(await endToEnd(server, files));
  }

  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
});

/** TEST_DATABASE_URL's server, else one that lives as long as this run. */
async function databaseServer(): Promise<string> {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL;
  const server = await startThrowaway(dataPath("."));
  atEnd(server.remove);
  return server.url("postgres");
}

/** A build or a server that fails is one failure, and the line at the end still comes. */
async function endToEnd(server: string, files: string[]): Promise<Count> {
  try {
    await buildIfNeeded();
    return await runPlaywright(server, files);
  } catch (error) {
    say(error instanceof SetupFailure ? error.message : `End-to-end tests cannot run: ${error}`);
    return { passed: 0, failed: 1 };
  }
}
