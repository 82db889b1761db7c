import type { ParseArgsConfig } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** What a command ends with: the object that --json prints, the lines for a person, and whether all is well. */
export type Outcome = { json: Record<string, unknown>; lines: string[]; isWell?: boolean };

/** One command of `npm run crm`. `usage` is what stands after its name. */
export type CrmCommand = {
  name: string;
  usage: string;
  summary: string;
  options: Options;
  details?: string[];
  run: (input: Input) => Promise<Outcome>;
};

/** The command line was wrong: shown with the command's usage, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The options as they were typed, asked for one by one. */
export class Input {
  constructor(private readonly values: Values) {}

  optional(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === "string" ? value : undefined;
  }

  required(name: string): string {
    const value = this.optional(name);
    if (!value) throw new UsageError(`--${name} is missing.`);
    return value;
  }

  has(name: string): boolean {
    return this.values[name] === true;
  }
}
