import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

it("the schema in code and the migrations say the same: generating finds nothing to add", () => {
  mkdirSync(join(root, ".data"), { recursive: true, mode: 0o711 });
  const copy = mkdtempSync(join(root, ".data/drizzle-"));
  try {
    cpSync(join(root, "drizzle"), copy, { recursive: true });
    const before = readdirSync(copy);
    const kit = join(root, "node_modules/drizzle-kit/bin.cjs");
    const options = ["--dialect=postgresql", "--schema=./db/schema/*.ts", `--out=./${relative(root, copy)}`];
    const result = spawnSync(process.execPath, [kit, "generate", ...options, "--name=drift"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(result.stdout).toContain("No schema changes");
    expect(readdirSync(copy)).toEqual(before);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
