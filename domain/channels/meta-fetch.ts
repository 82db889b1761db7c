import type { Database } from "@/db/client";
import { raiseAlert, resolveAlerts } from "@/domain/channel-alerts";
import { inTransaction, makeCtx } from "@/domain/ctx";
import { recordMetaLead } from "@/domain/leads/record-meta-lead";
import { type DueLead, hurryUnreadLeads, parkUnreadLead, takeUnreadLead } from "@/domain/leads/unread-queue";
import { faultFields, log } from "@/domain/log";
import type { Env } from "@/env";
import { type GraphAnswer, type GraphProblem, graphGet } from "./graph-get";
import { storableValue } from "./json-body";
import { readMetaLead } from "./meta-lead-fields";
import { recordOf } from "./voice-text";

/** Every fact that a lead can have; without naming them, the API answers only with some. */
export const META_LEAD_FIELDS =
  "id,created_time,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,form_id,is_organic,platform,field_data,custom_disclaimer_responses";

type Access = { apiUrl: string; token: string };
export type FetchLead = (externalId: string) => Promise<GraphAnswer>;

/** How leads can be read here: null when there is no token, or when this is a demo and the API is not on this machine. */
export function metaAccess(env: Env): Access | null {
  const { META_PAGE_ACCESS_TOKEN: token, GRAPH_API_URL: apiUrl } = env;
  if (!token) return null;
  const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(new URL(apiUrl).hostname);
  return env.SWITCHBOARD_DEMO && !isHere ? null : { apiUrl, token };
}

export const fetchLead = (access: Access, externalId: string): Promise<GraphAnswer> =>
  graphGet({ ...access, path: encodeURIComponent(externalId), query: { fields: META_LEAD_FIELDS } });

const FIRST_DELAY_SECONDS = { failed: 5, limited: 60, refused: 60, forbidden: 60 } as const;
const LONGEST_DELAY_SECONDS = 6 * 3600;
/** What a person must mend before leads can be read. */
export const ALERTS = {
  refused: {
    code: "token_refused",
    message: "Meta refuses META_PAGE_ACCESS_TOKEN. New leads are kept and wait until it is replaced.",
  },
  forbidden: {
    code: "leads_forbidden",
    message:
      "Meta does not let us read a lead: the page's token lacks leads_retrieval, or Leads Access Manager leaves it out. The lead waits.",
  },
} as const;

/** Seconds until a lead is asked for again: growing fourfold up to six hours. A person mends a token in hours, not in seconds. */
function delayOf(problem: GraphProblem, tries: number): number {
  return Math.min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS[problem] * 4 ** Math.min(tries - 1, 10));
}

/**
 * Reads the next unread lead that is due and records it. The network is used outside of any transaction; a crash in between leaves the lead
 * due again within a minute. "pause" means that asking for others would end the same way.
 */
export async function readNextLead(
  db: Database,
  fetch: FetchLead,
): Promise<"none" | "read" | "parked" | "pause"> {
  const ctx = makeCtx({ db, actor: { kind: "channel", name: "meta" } });
  const due = await takeUnreadLead(ctx);
  if (!due) return "none";
  const answer = await fetch(due.externalId);
  if (!answer.ok) return park(db, due, answer.problem);
  try {
    await inTransaction({ ...ctx, requestId: due.id }, async (inner) => {
      const node = recordOf(storableValue(answer.value));
      await recordMetaLead(inner, readMetaLead(due.externalId, node, new Date()));
      const mended = await resolveAlerts(inner, {
        channel: "meta",
        codes: [ALERTS.refused.code, ALERTS.forbidden.code],
      });
      if (mended.length > 0) await hurryUnreadLeads(inner, ["refused", "forbidden"]);
    });
    return "read";
  } catch (error) {
    log.error("lead could not be recorded", { lead_id: due.id, ...faultFields(error) });
    return park(db, due, "failed");
  }
}

async function park(db: Database, due: DueLead, problem: GraphProblem): Promise<"parked" | "pause"> {
  const outer = makeCtx({ db, actor: { kind: "channel", name: "meta" } });
  const seconds = delayOf(problem, due.tries);
  await inTransaction(outer, async (ctx) => {
    await parkUnreadLead(ctx, { id: due.id, seconds, error: problem });
    if (problem === "refused" || problem === "forbidden")
      await raiseAlert(ctx, { channel: "meta", ...ALERTS[problem] });
  });
  log.warn("lead could not be read", {
    lead_id: due.id,
    problem,
    tries: due.tries,
    retry_in_seconds: seconds,
  });
  return problem === "refused" || problem === "limited" ? "pause" : "parked";
}
