import { runCommand } from "./setup/run-command";
import { CHECKS, runSteps } from "./setup/steps";

// Format, lint, types, architecture and unused code: seconds, no database.
runCommand({ codeOnSignal: 130 }, async () => {
  const { passed, failed } = await runSteps(CHECKS);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});
