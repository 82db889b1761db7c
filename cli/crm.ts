import { logToStandardError } from "@/domain/log";
import { runCrm } from "./crm/run";
import { runCommand } from "./setup/run-command";

logToStandardError();
// Whoever watches a command wants its progress, not a line for each customer.
process.env.LOG_LEVEL ||= "warn";

runCommand({ codeOnSignal: 130 }, () =>
  runCrm(process.argv.slice(2), {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
  }),
);
