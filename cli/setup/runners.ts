import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./browser";
import { endChild, exitCode, startNode } from "./child";
import { startE2eServers } from "./e2e";
import { dataPath, root } from "./root";
import { atEnd } from "./run-command";
import { say } from "./say";

export type Count = { passed: number; failed: number };

/** Unit and integration tests on the given server. `files` narrows them. */
export async function runVitest(databaseServer: string, files: string[]): Promise<Count> {
  say("Unit and integration tests, on PostgreSQL");
  const report = freshReport("vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run([join(root, "node_modules/vitest/vitest.mjs"), "run", ...reporters, ...files], {
    TEST_DATABASE_URL: databaseServer,
    // Vitest sets it itself, but not over what the shell has.
    NODE_ENV: "test",
  });
  const { numPassedTests = 0, numFailedTests = 0 } = readReport(report);
  return settle(code, { passed: numPassedTests, failed: numFailedTests });
}

/** Browser tests against the production build. A test that was skipped counts as failed: nothing is left out quietly. */
export async function runPlaywright(databaseServer: string, files: string[]): Promise<Count> {
  const browser = await findBrowser();
  say(`End-to-end tests, in ${browser.CHROMIUM_PATH}`);
  const servers = await startE2eServers(databaseServer);
  const report = freshReport("e2e.json");
  const code = await run([join(root, "node_modules/@playwright/test/cli.js"), "test", ...files], {
    ...servers,
    ...browser,
  });
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = readReport(report).stats ?? {};
  return settle(code, { passed: expected, failed: unexpected + flaky + skipped });
}

async function run(args: string[], env: Record<string, string>): Promise<number> {
  const child = startNode(args, { env });
  atEnd(() => endChild(child));
  return exitCode(child);
}

/** A runner may fail without a failed test: a file that does not load, a server that is gone. */
const settle = (code: number, count: Count): Count => ({
  passed: count.passed,
  failed: Math.max(count.failed, code === 0 ? 0 : 1),
});

function freshReport(name: string): string {
  const file = dataPath(name);
  rmSync(file, { force: true });
  return file;
}

type Report = {
  numPassedTests?: number;
  numFailedTests?: number;
  stats?: { expected?: number; unexpected?: number; flaky?: number; skipped?: number };
};

function readReport(file: string): Report {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}
