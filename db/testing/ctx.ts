import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import { type Ctx, makeCtx } from "@/domain/ctx";
import type { Role } from "@/domain/permissions";

/** The system acting, as in jobs and on the command line. */
export const systemCtx = (db: Database): Ctx => makeCtx({ db, actor: { kind: "system", name: "test" } });

/** A channel acting, as when a webhook is processed. */
export const channelCtx = (db: Database, name: string): Ctx =>
  makeCtx({ db, actor: { kind: "channel", name } });

/** Somebody signed in. The id is made up unless given: give one of a row in users where a foreign key needs it. */
export const userCtx = (db: Database, role: Role, extra: { id?: string; customerId?: string } = {}): Ctx =>
  makeCtx({
    db,
    actor: { kind: "user", id: extra.id ?? randomUUID(), role, customerId: extra.customerId ?? null },
  });
