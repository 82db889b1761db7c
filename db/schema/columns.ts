import { sql } from "drizzle-orm";
import { customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** Time-ordered ids (uuid version 7, made by the database): opaque in URLs, yet new rows land at the end of the index. */
export const id = () => uuid("id").primaryKey().default(sql`uuid_v7()`);

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const createdAt = () => instant("created_at").notNull().defaultNow();
export const updatedAt = () => instant("updated_at").notNull().defaultNow();

/** Raw bytes: a webhook's body may hold NUL or half an emoji, which text and jsonb refuse. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** SQL for a check that a text column holds one of the given values. */
export const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`"${column}" in (${values.map((value) => `'${value}'`).join(", ")})`);
