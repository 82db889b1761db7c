import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root";

/** Everything that a production build is made from. */
const SOURCES = [
  "app",
  "components",
  "domain",
  "db",
  "drizzle",
  "public",
  "package-lock.json",
  "tsconfig.json",
].concat(["env.ts", "instrumentation.ts", "proxy.ts", "next.config.ts", "postcss.config.mjs"]);
const isPartOfBuild = (path: string) => !/\.test\.tsx?$|[\\/]testing[\\/]/.test(path);

/** One number for the sources' content. Content and not dates: a checkout or a copy changes every date. */
export function sourceHash(): string {
  const hash = createHash("sha256");
  for (const path of SOURCES.flatMap(filesUnder).filter(isPartOfBuild).sort()) {
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(path: string): string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full).flatMap((name) => filesUnder(join(path, name)));
}
