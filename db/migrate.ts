import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { SetupFailure } from "./setup-failure";

const folder = fileURLToPath(new URL("../drizzle", import.meta.url));

/** Any number will do, as long as every instance takes the same one. */
const MIGRATION_LOCK = 7_270_001;

type JournalEntry = { tag: string; when: number };

/** The migrations in their order, as drizzle/meta/_journal.json has them. */
export function journal(): JournalEntry[] {
  const parsed: { entries: JournalEntry[] } = JSON.parse(
    readFileSync(join(folder, "meta/_journal.json"), "utf8"),
  );
  return parsed.entries;
}

/** The file that takes a migration back. */
export const downFile = (tag: string) => join(folder, `${tag}.down.sql`);

/** Which migrations a database has and lacks, by name, oldest first. */
export async function migrationState(url: string): Promise<{ applied: string[]; pending: string[] }> {
  return withClient(url, async (client) => {
    const at = new Set(await appliedTimes(client));
    const entries = journal();
    return {
      applied: entries.filter((entry) => at.has(entry.when)).map((entry) => entry.tag),
      pending: entries.filter((entry) => !at.has(entry.when)).map((entry) => entry.tag),
    };
  });
}

/** Applies every migration that is missing, all or none. Several instances may start at once: one migrates, the others wait. */
export async function migrateUp(url: string): Promise<void> {
  await underLock(url, (client) => migrate(drizzle(client), { migrationsFolder: folder }));
}

/** Takes the newest migration back in one transaction and returns its name. Throws SetupFailure when there is none. */
export async function rollbackLast(url: string): Promise<string> {
  return underLock(url, async (client) => {
    const newest = Math.max(...(await appliedTimes(client)));
    if (newest === Number.NEGATIVE_INFINITY)
      throw new SetupFailure("There is no migration to take back: none is applied.");
    const entry = journal().find(({ when }) => when === newest);
    if (!entry) {
      throw new SetupFailure(
        "The newest migration in the database is unknown to this version: use the version that made it.",
      );
    }
    const file = downFile(entry.tag);
    if (!existsSync(file))
      throw new SetupFailure(`${entry.tag} has no way down: drizzle/${entry.tag}.down.sql is missing.`);
    await client.begin(async (transaction) => {
      await transaction.unsafe(readFileSync(file, "utf8"));
      await transaction`delete from drizzle.__drizzle_migrations where created_at = ${newest}`;
    });
    return entry.tag;
  });
}

async function appliedTimes(client: postgres.Sql): Promise<number[]> {
  const [table] = await client`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`;
  if (!table?.exists) return [];
  const rows = await client<
    { at: string }[]
  >`select created_at::text as at from drizzle.__drizzle_migrations`;
  return rows.map((row) => Number(row.at));
}

/** The session ends with the client and takes the lock with it, also when this program is killed. */
function underLock<T>(url: string, work: (client: postgres.Sql) => Promise<T>): Promise<T> {
  return withClient(url, async (client) => {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    return work(client);
  });
}

async function withClient<T>(url: string, work: (client: postgres.Sql) => Promise<T>): Promise<T> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(client);
  } finally {
    await client.end({ timeout: 5 });
  }
}
