/**
 * Completes package-lock.json after `npm install`, so that `npm ci` accepts it on every platform.
 *
 * A registry that serves only some platforms' builds of a native package lets npm write a lock without the others; where they
 * are served, `npm ci` then stops with "Missing: … from lock file". This adds an entry, without a checksum, for each optional
 * dependency that the lock names but does not hold. npm installs none of them unless the platform fits.
 */
import { readFileSync, writeFileSync } from "node:fs";

const file = process.argv[2] ?? "package-lock.json";

const systems = {
  android: /android/,
  darwin: /darwin|macos/,
  win32: /win32|windows/,
  freebsd: /freebsd/,
  netbsd: /netbsd/,
  openbsd: /openbsd/,
  openharmony: /openharmony/,
  sunos: /sunos/,
  aix: /aix/,
  linux: /linux/,
};
// The order matters: "arm" is part of "arm64", "ia32" stands alone.
const processors = {
  arm64: /arm64|aarch64/,
  x64: /x64/,
  ia32: /ia32/,
  arm: /arm/,
  ppc64: /ppc64/,
  riscv64: /riscv64/,
  s390x: /s390x/,
  loong64: /loong64/,
  mips64el: /mips64el/,
  wasm32: /wasm32/,
};
const nameOf = (kinds, text) => Object.keys(kinds).find((kind) => kinds[kind].test(text));

/** Whether a package required from the folder `from` is found there or in a folder above it, as Node looks. */
function isLocked(packages, from, name) {
  for (let folder = from; ; ) {
    if (packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (!folder) return false;
    const above = folder.lastIndexOf("node_modules/");
    folder = above <= 0 ? "" : folder.slice(0, above - 1);
  }
}

const lock = JSON.parse(readFileSync(file, "utf8"));
const added = [];
for (const [folder, entry] of Object.entries(lock.packages)) {
  for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(lock.packages, folder, name)) continue;
    const os = nameOf(systems, name);
    const cpu = nameOf(processors, name);
    if (!os && !cpu) throw new Error(`The platform of ${name} cannot be told from its name: add it here.`);
    lock.packages[`node_modules/${name}`] = {
      version: wanted.replace(/^[\^~]/, ""),
      ...(cpu && { cpu: [cpu] }),
      ...(entry.dev && { dev: true }),
      optional: true,
      ...(os && { os: [os] }),
      ...(/musl/.test(name) && { libc: ["musl"] }),
    };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`package-lock.json: ${added.length} packages of other platforms added\n`);
