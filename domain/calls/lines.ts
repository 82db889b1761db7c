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

/** What of a call, or of a message to the same line, says which line it was. */
type LineUse = Pick<CallReport, "direction" | "from" | "to" | "country" | "provider" | "callId">;

export type CallPlace = {
  branchId: string;
  /** Whether the called line says so; otherwise the branch is only the first one. */
  isOfLine: boolean;
  /** Whose national spelling a caller's number is likely to be in: the branch's or the called line's; null when neither is known. */
  country: string | null;
};

/**
 * Learns the organisation's own line from a call and says where the call belongs: to the line's branch, else to the first open one, which
 * then says nothing about the caller's country unless it is the only one. A number that a customer owns is not learnt: a payload whose
 * two ends are swapped must not take it from them.
 */
export async function placeOfCall(ctx: Ctx, report: LineUse): Promise<CallPlace> {
  const raw = ourEnd(report);
  const found = raw ? findLine(raw, (await phoneContext(ctx, { country: report.country })).country) : null;
  const line = found?.kind === "one" ? found.line : null;
  if (!line) return fallback(ctx, null);
  const [row] = await prepared<{
    branch: { id: string; country: string } | null;
    learnt: boolean;
    owned: boolean;
  }>(
    ctx.db,
    sql`with owner as (select 1 from contact_points
          where kind = 'phone' and match_key = ${line.matchKey} and valid_to is null limit 1),
        learnt as (insert into own_lines (match_key, phone_number, learned_from)
          select ${line.matchKey}::text, ${line.e164}::text, ${report.provider}::text
          where not exists (select 1 from owner) and not exists (select 1 from own_lines where match_key = ${line.matchKey})
          on conflict (match_key) do nothing returning match_key)
      select (select json_build_object('id', b.id, 'country', b.country)
          from own_lines o join branches b on b.id = o.branch_id where o.match_key = ${line.matchKey}) branch,
        exists (select 1 from learnt) learnt, exists (select 1 from owner) owned`,
  );
  if (row?.learnt) forgetPhoneLists();
  if (row?.owned)
    log.warn("called line belongs to a customer and was not learnt", { external_id: report.callId });
  if (row?.branch) return { branchId: row.branch.id, isOfLine: true, country: row.branch.country };
  return fallback(ctx, line.country);
}

async function fallback(ctx: Ctx, lineCountry: string | null): Promise<CallPlace> {
  const { id, country, isOnly } = await firstOpenBranch(ctx);
  return { branchId: id, isOfLine: false, country: lineCountry ?? (isOnly ? country : null) };
}

/** The oldest branch that is open; made when there is none, so that a call is never refused for want of a branch. */
async function firstOpenBranch(ctx: Ctx): Promise<{ id: string; country: string; isOnly: boolean }> {
  const [open, another] = await prepared<{ id: string; country: string }>(
    ctx.db,
    sql`select id, country from branches where closed_at is null order by created_at, id limit 2`,
  );
  if (open) return { ...open, isOnly: !another };
  const { DEFAULT_COUNTRY, ORGANISATION_TIMEZONE } = env();
  // The update changes nothing; it makes a rival's row, or a closed branch of that code, come back with its id.
  const [made] = await prepared<{ id: string; country: string }>(
    ctx.db,
    sql`insert into branches (code, name, country, time_zone) values ('main', 'Main', ${DEFAULT_COUNTRY}, ${ORGANISATION_TIMEZONE})
      on conflict (code) do update set code = excluded.code returning id, country`,
  );
  if (!made) throw new Error("Making the first branch returned no row");
  return { ...made, isOnly: true };
}
