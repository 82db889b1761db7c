import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's own folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A path under .data, where everything lives that a start makes: never in git, removable. */
export function dataPath(name: string): string {
  const folder = join(root, ".data");
  // The account that PostgreSQL runs as under root must be able to pass through.
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return join(folder, name);
}
