import { SetupFailure } from "@/db/setup-failure";
import { endWithParent } from "./end-with-parent.mjs";

type Undo = () => Promise<void> | void;
const undos: Undo[] = [];

/** Registers what must happen before this program ends, however it ends. The last registered is done first. */
export function atEnd(undo: Undo): void {
  undos.push(undo);
}

let ending: Promise<void> | undefined;

async function finish(code: number): Promise<never> {
  // A second Ctrl-C waits for the first one's work instead of cutting it short.
  ending ??= (async () => {
    for (const undo of undos.toReversed()) {
      try {
        await undo();
      } catch (error) {
        code ||= 1;
        report(error);
      }
    }
  })();
  await ending;
  process.exit(code);
}

function report(error: unknown): void {
  if (error instanceof SetupFailure) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

/**
 * Runs a command-line program: its number is the exit code. A SetupFailure is one line on standard error and exit code 1. A signal does
 * what was registered with `atEnd`, then ends with `codeOnSignal`: 0 for servers, for which Ctrl-C is the ordinary end.
 */
export function runCommand(options: { codeOnSignal: number }, main: () => Promise<number>): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void finish(options.codeOnSignal));
  }
  endWithParent();
  main().then(finish, (error: unknown) => {
    // What fails because it is being ended is no failure.
    if (!ending) report(error);
    return finish(1);
  });
}
