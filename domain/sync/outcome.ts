import { raiseAlert, resolveAlerts } from "@/domain/channel-alerts";
import type { GraphProblem } from "@/domain/channels/graph-get";
import { ALERTS } from "@/domain/channels/meta-fetch";
import { type Ctx, inTransaction } from "@/domain/ctx";
import { hurryUnreadLeads } from "@/domain/leads/unread-queue";
import { GOES_ON, NEEDED, PROVIDER_NAMES, type SyncProvider } from "./rules";

type Alert = { code: string; message: string };

function alertOf(provider: SyncProvider, problem: "refused" | "forbidden"): Alert {
  if (provider === "meta") return ALERTS[problem];
  return {
    code: "token_refused",
    message: `${PROVIDER_NAMES[provider]} refuses ${NEEDED[provider]}. Calls that its hook misses are not fetched until they are replaced.`,
  };
}

/** Why a run ended early, in words for a person. What only a person can mend is raised as an alert of the channel, too. */
export async function wordsFor(ctx: Ctx, provider: SyncProvider, problem: GraphProblem): Promise<string> {
  const name = PROVIDER_NAMES[provider];
  if (problem === "limited") return `${name} asks us to slow down. ${GOES_ON}`;
  if (problem === "failed") return `${name} did not give a usable answer, also when asked again. ${GOES_ON}`;
  const alert = alertOf(provider, problem);
  await raiseAlert(ctx, { channel: provider, ...alert });
  return alert.message;
}

/** Everything could be fetched: the alerts about that are over, and what waits because of them is read now. */
export async function allIsWell(outer: Ctx, provider: SyncProvider): Promise<void> {
  await inTransaction(outer, async (ctx) => {
    const codes = (["refused", "forbidden"] as const).map((problem) => alertOf(provider, problem).code);
    const mended = await resolveAlerts(ctx, { channel: provider, codes });
    if (provider === "meta" && mended.length > 0) await hurryUnreadLeads(ctx, ["refused", "forbidden"]);
  });
}
