import { runCrm } from "./crm/run";
import { runCommand } from "./setup/run-command";

runCommand({ codeOnSignal: 130 }, () =>
  runCrm(process.argv.slice(2), {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
  }),
);
