import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { forgetPhoneLists, phoneContext } from "@/domain/customers/phone-context";
import { log } from "@/domain/log";
import { findLine } from "@/domain/phone/find";
import { env } from "@/env";
import type { CallReport } from "./report";

/** The organisation's end of a call, as received: the called number of an inbound call, the calling one of an outbound call. */
function ourEnd(report: Pick<CallReport, "direction" | "from" | "to">): string | null {
  if (report.direction === "web") return null;
  return report.direction === "outbound" ? report.from : report.to;
}

/**
 * Learns the organisation's own line from a call and says which branch the call belongs to: the line's, else the first open branch.
 * A number that a customer owns is not learnt: a payload whose two ends are swapped must not take it from them.
 */
export async function branchForCall(ctx: Ctx, report: CallReport): Promise<string> {
  const raw = ourEnd(report);
  const found = raw ? findLine(raw, (await phoneContext(ctx, { country: report.country })).country) : null;
  const line = found?.kind === "one" ? found.line : null;
  if (!line) return firstOpenBranch(ctx);
  const [row] = await prepared<{ branch_id: string | null; learnt: boolean; owned: boolean }>(
    ctx.db,
    sql`with owner as (select 1 from contact_points
          where kind = 'phone' and match_key = ${line.matchKey} and valid_to is null and shared_at is null limit 1),
        learnt as (insert into own_lines (match_key, phone_number, learned_from)
          select ${line.matchKey}::text, ${line.e164}::text, ${report.provider}::text
          where not exists (select 1 from owner) and not exists (select 1 from own_lines where match_key = ${line.matchKey})
          on conflict (match_key) do nothing returning match_key)
      select (select branch_id from own_lines where match_key = ${line.matchKey}) branch_id,
        exists (select 1 from learnt) learnt, exists (select 1 from owner) owned`,
  );
  if (row?.learnt) forgetPhoneLists();
  if (row?.owned)
    log.warn("called line belongs to a customer and was not learnt", { external_id: report.callId });
  return row?.branch_id ?? firstOpenBranch(ctx);
}

/** The oldest branch that is open; made when there is none, so that a call is never refused for want of a branch. */
async function firstOpenBranch(ctx: Ctx): Promise<string> {
  const [open] = await prepared<{ id: string }>(
    ctx.db,
    sql`select id from branches where closed_at is null order by created_at, id limit 1`,
  );
  if (open) return open.id;
  const { DEFAULT_COUNTRY, ORGANISATION_TIMEZONE } = env();
  // The update changes nothing; it makes a rival's row, or a closed branch of that code, come back with its id.
  const [made] = await prepared<{ id: string }>(
    ctx.db,
    sql`insert into branches (code, name, country, time_zone) values ('main', 'Main', ${DEFAULT_COUNTRY}, ${ORGANISATION_TIMEZONE})
      on conflict (code) do update set code = excluded.code returning id`,
  );
  if (!made) throw new Error("Making the first branch returned no row");
  return made.id;
}
