import type { Ctx } from "@/domain/ctx";
import type { Ask } from "./ask";

/** One call or lead of a page. `record` stores it in a transaction of its own, and says whether it was new; it throws when it cannot be read. */
export type SyncItem = { name: string; record: (ctx: Ctx) => Promise<boolean> };

/** `cursorAt`: everything up to there has been given out with this page; null when that cannot be said yet. */
export type SyncPage = { items: SyncItem[]; cursorAt: Date | null };

export type SyncWindow = { from: Date; until: Date; ask: Ask };
/** Gives out what the provider has from `from` on. */
export type SyncSource = (window: SyncWindow) => AsyncGenerator<SyncPage>;
