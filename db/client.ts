import "server-only";
import type { ExtractTablesWithRelations } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase, type PostgresJsTransaction } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/env";

type Schema = Record<string, never>;
export type Database =
  | PostgresJsDatabase<Schema>
  | PostgresJsTransaction<Schema, ExtractTablesWithRelations<Schema>>;

/** Makes a pool and its Drizzle handle. `max` connections; more than 8 gained nothing on 2 cores. */
export function connect(url: string, options: { max?: number } = {}) {
  const client = postgres(url, {
    max: options.max ?? 10,
    onnotice: () => {},
    // While the database is away each query waits for one attempt, not for a growing pause: who asks hears 503 within a second or so.
    connect_timeout: 5,
    backoff: () => 0.25,
    connection: {
      application_name: "switchboard",
      // Generic plans guess badly for ranges and would start parallel workers for a 1 ms query.
      max_parallel_workers_per_gather: 0,
      jit: false,
      // Everything hot is in memory or on flash: with the default of 4, a generic plan prefers to scan a table for a few trigram hits.
      random_page_cost: 1.1,
    },
  });
  return { db: drizzle(client), close: () => client.end({ timeout: 5 }) };
}

type Connection = ReturnType<typeof connect>;
// Kept on globalThis so that hot reload in development does not open a new pool with every change.
const store = globalThis as typeof globalThis & { switchboardConnection?: Connection };

/** The process's one connection pool, opened on first use so that a build needs no database. */
export function database(): Database {
  store.switchboardConnection ??= connect(env().DATABASE_URL);
  return store.switchboardConnection.db;
}

/** Ends the pool; command-line programs call it before they exit. */
export async function closeDatabase(): Promise<void> {
  await store.switchboardConnection?.close();
  store.switchboardConnection = undefined;
}
