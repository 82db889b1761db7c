import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The embedded server's password, made once and kept in `parent`, readable by its owner alone. `isNew`: made by this call. */
export function embeddedPassword(parent: string): { password: string; isNew: boolean } {
  const file = join(parent, "postgres-password");
  const attempt = `${file}.${process.pid}`;
  let isNew = true;
  writeFileSync(attempt, randomBytes(24).toString("base64url"), { mode: 0o600 });
  try {
    // A link either makes the whole file or finds one there: two first starts at once agree on one password.
    linkSync(attempt, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    isNew = false;
  } finally {
    rmSync(attempt, { force: true });
  }
  return { password: readFileSync(file, "utf8").trim(), isNew };
}
