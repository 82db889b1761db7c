import { sql } from "drizzle-orm";
import { z } from "zod";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import type { Ctx } from "@/domain/ctx";
import { notFound } from "@/domain/errors";
import { wakeDrain } from "./wake";

const replayInput = z.object({ id: z.uuid({ error: "expected an id" }) });

const queueAgain = command({
  name: "intake.replay",
  permission: "intake.repair",
  input: replayInput,
  run: async (ctx, { id }, audit) => {
    const [event] = await prepared<{ id: string }>(
      ctx.db,
      sql`update webhook_events set processed_at = null, dead_at = null, last_error = null, attempts = 0, run_at = now()
        where id = ${id}::uuid returning id`,
    );
    if (!event) throw notFound("This event");
    audit({ subjectKind: "webhook_event", subjectId: id });
  },
});

/** Has an event processed again, as though it had just come in. Harmless for one that was processed: its effects exist already. */
export async function replayEvent(ctx: Ctx, input: z.input<typeof replayInput>): Promise<void> {
  await queueAgain(ctx, input);
  wakeDrain();
}
