import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Installs what package-lock.json names, if that is not what is installed. Returns a line that says why it failed, or undefined.
 * `withTools`: the development tools are needed as well, which an install for production leaves out.
 */
export function install({ root, withTools }) {
  const lock = join(root, "package-lock.json");
  const installed = join(root, "node_modules/.package-lock.json");
  const stamp = join(root, "node_modules/.installed-from");
  const hash = createHash("sha256").update(readFileSync(lock)).digest("hex");
  const complete = !withTools || existsSync(join(root, "node_modules/vitest"));
  if (existsSync(installed) && complete) {
    // npm itself was run by hand when there is no stamp: then its own record's age tells.
    const stamped = existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
    if (stamped || statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return undefined;
  }

  const started = Date.now();
  process.stderr.write("  Installing packages (npm ci) …\n");
  const options = ["--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const result = spawnSync("npm", ["ci", ...options], {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (result.error) return `The packages cannot be installed: npm cannot be run (${result.error.message}).`;
  if (result.status !== 0) return `The packages cannot be installed: ${cause(result.stderr)}`;
  writeFileSync(stamp, hash);
  process.stderr.write(`  Packages installed in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return undefined;
}

/** npm's own words without its prefix, its code line and where it keeps its log. */
function cause(output) {
  const lines = output.split("\n").map((line) => line.replace(/^npm (error|ERR!)\s*/, "").trim());
  const useful = lines.filter(
    (line) => line && !/^(code|errno|syscall|network|A complete log|Clean install)\b/i.test(line),
  );
  return useful[0] ?? lines.find(Boolean) ?? "npm ci failed without saying why.";
}
