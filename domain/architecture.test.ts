import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const skipped = new Set(["node_modules", ".next", ".data", ".git", "drizzle", "public", "docs"]);

/** The floors, and inside the domain the order of capabilities. A file imports only from its own folder and from lower ranks. */
const RANKS: [folder: string, rank: number][] = [
  ["env.ts", 0],
  ["db/seed", 90],
  ["db/testing", 90],
  ["db", 1],
  ["domain/phone", 2],
  ["domain/errors.ts", 2],
  ["domain/permissions.ts", 3],
  ["domain/ctx.ts", 4],
  ["domain/log.ts", 4],
  ["domain/storable-text.ts", 4],
  ["domain/cursor.ts", 4],
  ["domain/audit.ts", 5],
  ["domain/event-subjects.ts", 5],
  ["domain/channel-alerts.ts", 5],
  ["domain/command.ts", 6],
  ["domain/live", 7],
  // A word of a customer or a provider ends what waits, so consent and channels reach these two.
  ["domain/outbox/cancel", 8],
  ["domain/outbox/settle-by-status", 8],
  ["domain/accounts", 10],
  ["domain/subscriptions", 10],
  ["domain/customers", 11],
  ["domain/conversations", 12],
  ["domain/appointments", 12],
  ["domain/leads", 13],
  ["domain/calls", 13],
  ["domain/orders", 14],
  ["domain/channels", 15],
  ["domain/intake", 16],
  ["domain/sync", 16],
  ["domain/outbox", 16],
  ["domain/reviews", 17],
  ["domain/insight", 18],
  ["components", 50],
  ["app", 60],
  ["instrumentation", 60],
  ["cli", 91],
  ["bench", 92],
];

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (/\.tsx?$/.test(entry.name) && !/\.test\.ts$|\.d\.ts$/.test(entry.name))
      yield relative(root, path);
  }
}

const folderOf = (file: string) =>
  RANKS.find(
    ([folder]) =>
      file === folder ||
      file.startsWith(`${folder}/`) ||
      file.startsWith(`${folder}.`) ||
      file.startsWith(`${folder}-`),
  );

type Import = { target: string; typesOnly: boolean };

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), "utf8");
  const found: Import[] = [];
  for (const match of source.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^;"']*?from\s*)?["']([^"']+)["']|import\(\s*["']([^"']+)["']/g,
  )) {
    const specifier = match[2] ?? match[3] ?? "";
    const target = specifier.startsWith("@/")
      ? specifier.slice(2)
      : specifier.startsWith(".")
        ? relative(root, resolve(root, file, "..", specifier))
        : null;
    if (target !== null) found.push({ target, typesOnly: match[1] !== undefined });
  }
  return found;
}

describe("the house", () => {
  const files = [...sourceFiles(root)].filter((file) => folderOf(file));

  it("has arrows that run one way", () => {
    const upward = files.flatMap((file) => {
      const [from, rank] = folderOf(file) ?? ["", 0];
      return importsOf(file)
        .filter(({ target }) => {
          const [to, targetRank] = folderOf(target) ?? [from, -1];
          return to !== from && targetRank >= rank;
        })
        .map(({ target }) => `${file} imports ${target}`);
    });
    expect(upward).toEqual([]);
  });

  it("keeps the domain's code out of components: types, rules and inputs only", () => {
    const leaks = files
      .filter((file) => file.startsWith("components/"))
      .flatMap((file) =>
        importsOf(file)
          .filter(
            ({ target, typesOnly }) =>
              /^(domain|db|env)/.test(target) && !typesOnly && !/\/(rules|input)$/.test(target),
          )
          .map(({ target }) => `${file} imports ${target}`),
      );
    expect(leaks).toEqual([]);
  });

  it("keeps SQL out of the pages and the command line", () => {
    const sql = files.filter(
      (file) =>
        /^(app|components)\//.test(file) &&
        importsOf(file).some(({ target }) => target.startsWith("db/schema") || target === "db/prepared"),
    );
    const raw = files.filter(
      (file) =>
        /^(app|components)\//.test(file) &&
        /from ["'](drizzle-orm|postgres)/.test(readFileSync(join(root, file), "utf8")),
    );
    expect([...sql, ...raw]).toEqual([]);
  });

  it("lets only the checked environment read variables", () => {
    const readers = files.filter(
      (file) =>
        /^(app|components|domain)\//.test(file) &&
        /process\.env\b(?!\.(NODE_ENV|NEXT_RUNTIME|NEXTAUTH_URL))/.test(
          readFileSync(join(root, file), "utf8"),
        ),
    );
    expect(readers).toEqual([]);
  });
});
