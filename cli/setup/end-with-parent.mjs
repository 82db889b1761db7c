import { readFileSync } from "node:fs";

/**
 * Ends this process in order (SIGTERM) once the one that started it is gone: kill -9 of a command must not leave its server behind,
 * holding the port. `alsoWatch`: the ids of further processes above the parent, which must keep their own parents.
 */
export function endWithParent(alsoWatch = []) {
  const parent = process.ppid;
  const above = alsoWatch.map((pid) => ({ pid, parent: parentOf(pid) }));
  const watch = setInterval(() => {
    const complete = above.every(({ pid, parent }) => parentOf(pid) === parent);
    if (process.ppid === parent && complete) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 400);
  watch.unref();
}

/**
 * The same for a script that npm runs. npm puts a shell in between, which outlives npm's death, so the shell's parent is watched too.
 * Run by anything else it watches nobody: a script may start it in the background and end.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event) endWithParent([process.ppid]);
}

/** A process's parent; undefined once it is gone, and always where there is no /proc (there sh becomes the program it runs). */
function parentOf(pid) {
  try {
    // The second field, the name, is in brackets and may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return Number(fields[1]);
  } catch {
    return undefined;
  }
}
