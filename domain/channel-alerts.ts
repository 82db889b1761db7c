import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "./ctx";

const LONGEST_MESSAGE = 4000;

/**
 * Raises something about a channel that a person must mend. While one with that code is open, another line is added to it, once: the same
 * thing said a thousand times is one alert. The message holds ids, never a number or a name.
 */
export async function raiseAlert(
  ctx: Ctx,
  alert: { channel: string; code: string; message: string },
): Promise<void> {
  await prepared(
    ctx.db,
    sql`insert into channel_alerts (channel, code, message) values (${alert.channel}, ${alert.code}, ${alert.message})
      on conflict (channel, code) where resolved_at is null
      do update set message = left(channel_alerts.message || E'\\n' || excluded.message, ${LONGEST_MESSAGE}::int)
        where position(excluded.message in channel_alerts.message) = 0`,
  );
}

/** Ends a channel's alerts of these codes: what they told of is mended. Returns the codes of those that were open. */
export async function resolveAlerts(
  ctx: Ctx,
  alerts: { channel: string; codes: readonly string[] },
): Promise<string[]> {
  const resolved = await prepared<{ code: string }>(
    ctx.db,
    sql`update channel_alerts set resolved_at = now()
      where channel = ${alerts.channel} and code = any(${sql.param([...alerts.codes])}::text[]) and resolved_at is null returning code`,
  );
  return resolved.map(({ code }) => code);
}
