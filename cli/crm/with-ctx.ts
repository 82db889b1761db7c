import { connect } from "@/db/client";
import { migrationState } from "@/db/migrate";
import { SetupFailure } from "@/db/setup-failure";
import { type Ctx, makeCtx } from "@/domain/ctx";
import { checkConfiguration, isDemo } from "../setup/configuration";
import { openDatabase } from "../setup/database";
import { migrate } from "../setup/prepare";

/** Runs `work` as the command line on the database that the server uses. A database of one's own is never migrated in passing. */
export async function withCtx<Result>(work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  checkConfiguration();
  const demo = isDemo();
  const url = await openDatabase();
  if (demo) await migrate(url);
  else if ((await migrationState(url)).pending.length > 0) {
    throw new SetupFailure("The database is not up to date: npm run db -- migrate");
  }
  const { db, close } = connect(url, { max: 2 });
  try {
    return await work(makeCtx({ db, actor: { kind: "system", name: "cli" } }));
  } finally {
    await close();
  }
}
