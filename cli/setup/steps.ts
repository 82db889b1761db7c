import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { endChild, exitCode, startNode } from "./child";
import { dataPath, root } from "./root";
import { atEnd } from "./run-command";
import { say } from "./say";

/** One check: programs of node_modules that run one after another, the first that fails ends it. */
export type Step = { name: string; programs: string[][] };

const tool = (path: string) => join(root, "node_modules", path);

/** What `npm run check` does; nothing in it needs a database. */
export const CHECKS: Step[] = [
  {
    name: "types",
    // The routes' types are made first: on a fresh clone there are none, and tsc would miss them.
    programs: [
      [tool("next/dist/bin/next"), "typegen"],
      [tool("typescript/bin/tsc"), "--noEmit", "-p", "."],
    ],
  },
  {
    name: "format and lint",
    programs: [[tool("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."]],
  },
  {
    name: "architecture",
    programs: [[tool("vitest/vitest.mjs"), "run", "--config", "vitest.check.config.ts"]],
  },
  { name: "unused code", programs: [[tool("knip/bin/knip.js")]] },
];

/** Runs the steps side by side. The output of one that fails is shown whole, that of the others not at all. */
export async function runSteps(steps: Step[]): Promise<{ passed: number; failed: number }> {
  const folder = mkdtempSync(dataPath("check-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const results = await Promise.all(steps.map((step, index) => runStep(step, join(folder, String(index)))));
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

async function runStep(step: Step, logFile: string): Promise<boolean> {
  const output = openSync(logFile, "w");
  let code = 0;
  for (const program of step.programs) {
    const child = startNode(program, { output });
    atEnd(() => endChild(child));
    code = await exitCode(child);
    if (code !== 0) break;
  }
  closeSync(output);
  say(`${code === 0 ? "passed" : "FAILED"}  ${step.name}`);
  if (code !== 0) process.stderr.write(`${readFileSync(logFile, "utf8")}\n`);
  return code === 0;
}
