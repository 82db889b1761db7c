import type { Ctx } from "@/domain/ctx";
import { AppError, postgresCode } from "@/domain/errors";
import { faultFields, log } from "@/domain/log";
import type { ItemFailure } from "./channel";

/** A deadlock or a lost serialization: the whole delivery starts again, since the locks it holds are what was in the way. */
const START_AGAIN = new Set(["40P01", "40001"]);

/**
 * Works through a batch, each item in a savepoint of its own, and returns those that failed. What the others did stays.
 */
export async function eachItem<Item>(
  ctx: Ctx,
  items: readonly Item[],
  nameOf: (item: Item) => string,
  work: (ctx: Ctx, item: Item) => Promise<void>,
): Promise<ItemFailure[]> {
  const failures: ItemFailure[] = [];
  for (const item of items) {
    try {
      await ctx.db.transaction((savepoint) => work({ ...ctx, db: savepoint }, item));
    } catch (error) {
      if (START_AGAIN.has(postgresCode(error) ?? "")) throw error;
      if (!(error instanceof AppError)) {
        log.error("item failed", { request_id: ctx.requestId, item: nameOf(item), ...faultFields(error) });
      }
      failures.push({ item: nameOf(item), error });
    }
  }
  return failures;
}
