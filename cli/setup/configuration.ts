import { SetupFailure } from "@/db/setup-failure";
import { readEnv } from "@/env";
import { demoSecrets } from "./secrets";

/** Whether this is the demo on the embedded database, as it is without a DATABASE_URL. */
export const isDemo = (): boolean => !process.env.DATABASE_URL;

/** Stands in for the embedded server's address while the other variables are checked, before it is started. */
const NOT_STARTED_YET = "postgres://embedded/";

/**
 * Completes process.env with the demo's secrets where there is no DATABASE_URL, and checks all of it. What the shell has set wins.
 * Throws SetupFailure with every problem, one a line. Needs no database.
 */
export function checkConfiguration(): { port: number; appUrl: string } {
  const demo = isDemo();
  const secrets: Record<string, string> = demo ? demoSecrets() : {};
  for (const [name, value] of Object.entries(secrets)) process.env[name] ||= value;
  process.env.SWITCHBOARD_DEMO = demo ? "1" : "";
  if (demo) process.env.ORGANISATION_NAME ||= "Acacia Wellness";
  if (demo) process.env.APP_URL ||= `http://localhost:${Number(process.env.PORT) || 3000}`;
  const result = readEnv({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || NOT_STARTED_YET });
  if ("problems" in result) throw new SetupFailure(result.problems.join("\n"));
  const { PORT: port, APP_URL: appUrl } = result.env;
  return { port, appUrl };
}
