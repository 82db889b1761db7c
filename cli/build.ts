import { buildIfNeeded } from "./setup/build";
import { runCommand } from "./setup/run-command";
import { say } from "./setup/say";

// The production build alone; it needs no database.
runCommand({ codeOnSignal: 130 }, async () => {
  await buildIfNeeded();
  say("The build is up to date");
  return 0;
});
