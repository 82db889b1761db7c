import { parseArgs } from "node:util";
import { SetupFailure } from "@/db/setup-failure";
import { AppError } from "@/domain/errors";
import { type CrmCommand, Input, UsageError } from "./command";
import { commands } from "./commands";

type Streams = { out: (line: string) => void; err: (line: string) => void };

/**
 * Runs one command line. Results go to `out`, everything else to `err`; with --json `out` gets exactly one JSON object. Answers the exit
 * code: 0 all is well, 1 it was refused or failed, 2 the command line is wrong. Faults of ours are thrown.
 */
export async function runCrm(args: string[], { out, err }: Streams): Promise<number> {
  const command = commands.find(({ name }) => {
    const words = name.split(" ");
    return words.every((word, at) => args[at] === word);
  });
  if (!command) return withoutCommand(args, { out, err });

  const flags = args.slice(command.name.split(" ").length);
  const isJson = flags.includes("--json");
  try {
    const { values } = parseArgs({
      args: flags,
      options: { ...command.options, json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
      strict: true,
    });
    if (values.help) {
      for (const line of helpOf(command)) out(line);
      return 0;
    }
    const outcome = await command.run(new Input(values));
    if (isJson) out(JSON.stringify(outcome.json));
    else for (const line of outcome.lines) out(line);
    return outcome.isWell === false ? 1 : 0;
  } catch (error) {
    if (isUsageError(error)) {
      err(error.message);
      for (const line of helpOf(command)) err(line);
      return 2;
    }
    if (!(error instanceof AppError || error instanceof SetupFailure)) throw error;
    const fields = error instanceof AppError ? error.fields : [];
    err(error.message);
    for (const { field, message } of fields) err(`  ${field}: ${message}`);
    if (isJson) out(JSON.stringify({ error: error.message, errors: fields }));
    return 1;
  }
}

function withoutCommand(args: string[], { out, err }: Streams): number {
  const asked = args.length === 0 || args.includes("--help") || args.includes("-h");
  if (!asked)
    err(`There is no command ${args.filter((arg) => !arg.startsWith("-")).join(" ") || args.join(" ")}.`);
  const group = commands.filter(({ name }) => name.split(" ")[0] === args[0]);
  for (const line of overview(group.length > 0 ? group : commands)) (asked ? out : err)(line);
  return asked && args.length > 0 ? 0 : 2;
}

function overview(listed: readonly CrmCommand[]): string[] {
  const widest = Math.max(...listed.map(({ name }) => name.length));
  return [
    "Usage: npm run crm -- <command> [options]",
    "",
    ...listed.map(({ name, summary }) => `  ${name.padEnd(widest)}  ${summary}`),
    "",
    "Every command takes --json (one JSON object at the end) and --help.",
  ];
}

function helpOf({ name, usage, summary, details = [] }: CrmCommand): string[] {
  return [
    `Usage: npm run crm -- ${name} ${usage} [--json]`,
    "",
    `  ${summary}`,
    ...(details.length > 0 ? [""] : []),
    ...details.map((line) => `  ${line}`),
  ];
}

function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return (
    error instanceof TypeError &&
    "code" in error &&
    typeof error.code === "string" &&
    error.code.startsWith("ERR_PARSE_ARGS")
  );
}
