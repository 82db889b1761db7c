import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import type { Actor } from "./permissions";

/**
 * Who acts, and on which database. Made only by a session, an API key, a channel or the command line: no ctx, no query.
 * `inTransaction` lets a command join an outer transaction instead of opening its own.
 */
export type Ctx = {
  db: Database;
  actor: Actor;
  requestId: string;
  inTransaction: boolean;
  /** The stored delivery being processed, if any: `noteSubject` keeps what it made. */
  eventId?: string;
};

export function makeCtx(input: { db: Database; actor: Actor; requestId?: string }): Ctx {
  return {
    db: input.db,
    actor: input.actor,
    requestId: input.requestId ?? randomUUID(),
    inTransaction: false,
  };
}

/** Runs `work` in a transaction: the outer one if there is one, else its own. */
export function inTransaction<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.inTransaction) return work(ctx);
  return ctx.db.transaction((tx) => work({ ...ctx, db: tx, inTransaction: true }));
}
