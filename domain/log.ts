import { env } from "@/env";

const LEVELS = { debug: 10, info: 20, warn: 30, error: 40 } as const;
type Level = keyof typeof LEVELS;

/** Ids, counts and codes only. A phone number, a name or an e-mail never belongs in a log line. */
type LogFields = Record<string, string | number | boolean | null | undefined>;

let stream: NodeJS.WritableStream = process.stdout;

/** For the command line, whose standard output is its result. */
export function logToStandardError(): void {
  stream = process.stderr;
}

function write(level: Level, message: string, fields: LogFields = {}): void {
  if (LEVELS[level] < LEVELS[env().LOG_LEVEL]) return;
  stream.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
}

/** One JSON object a line, on standard output unless told otherwise. */
export const log = {
  debug: (message: string, fields?: LogFields) => write("debug", message, fields),
  info: (message: string, fields?: LogFields) => write("info", message, fields),
  warn: (message: string, fields?: LogFields) => write("warn", message, fields),
  error: (message: string, fields?: LogFields) => write("error", message, fields),
};

/** A fault's own words for the log: its type, code and stack, without the values that a query carried. */
export function faultFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { fault: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const cause = error.cause instanceof Error ? error.cause : error;
  const causeCode = "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
  // Drizzle's message repeats the parameters, which may hold a phone number; the stack's frames do not.
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 6);
  return { fault: error.name, code: code ?? causeCode, stack: frames.join(" | ") };
}
