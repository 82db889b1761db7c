import { graphGet } from "@/domain/channels/graph-get";
import { storableValue } from "@/domain/channels/json-body";
import { META_LEAD_FIELDS } from "@/domain/channels/meta-fetch";
import { readMetaLead } from "@/domain/channels/meta-lead-fields";
import { isRecord, recordOf } from "@/domain/channels/voice-text";
import { AppError } from "@/domain/errors";
import { recordMetaLead } from "@/domain/leads/record-meta-lead";
import { ProviderProblem } from "./ask";
import type { SyncItem, SyncSource, SyncWindow } from "./source";

const LIMIT = "100";
type Access = { apiUrl: string; token: string };
type Get = { path: string; query: Record<string, string> };

/**
 * The leads of each form of the token's page. Within a form the newest come first, so the cursor moves at the very end. A form that may not
 * be read does not keep the others from being read, but the cursor.
 */
export const metaPages = (access: Access): SyncSource =>
  async function* pages(window) {
    const page = await ask(access, window, { path: "me", query: { fields: "id" } });
    const pageId = idOf(page);
    if (!pageId) throw new ProviderProblem("failed");
    const latest = { at: null as Date | null };
    let unread: ProviderProblem | null = null;
    for await (const form of edge(access, window, {
      path: `${pageId}/leadgen_forms`,
      query: { fields: "id" },
    })) {
      for (const formId of form.map(idOf)) {
        if (!formId) continue;
        try {
          for await (const nodes of edge(access, window, leadsOf(formId, window.from))) {
            yield { items: nodes.map((node) => itemOf(node, latest)), cursorAt: null };
          }
        } catch (error) {
          if (!(error instanceof ProviderProblem) || error.problem !== "forbidden") throw error;
          unread = error;
        }
      }
    }
    if (unread) throw unread;
    // What came into a form after it was read is found by the next run, which begins before this one did.
    yield { items: [], cursorAt: latest.at && latest.at > window.until ? window.until : latest.at };
  };

const leadsOf = (formId: string, from: Date): Get => ({
  path: `${formId}/leads`,
  query: {
    fields: META_LEAD_FIELDS,
    filtering: JSON.stringify([
      { field: "time_created", operator: "GREATER_THAN", value: Math.floor(from.getTime() / 1000) - 1 },
    ]),
  },
});

const ask = (access: Access, window: SyncWindow, get: Get) =>
  window.ask((signal) => graphGet({ ...access, ...get, signal }));

/** The pages of an edge, by its cursors: the address of the next page that the answer names is never followed. */
async function* edge(access: Access, window: SyncWindow, get: Get): AsyncGenerator<unknown[]> {
  for (let after: string | null = ""; after !== null; ) {
    const query: Record<string, string> = { ...get.query, limit: LIMIT, ...(after ? { after } : {}) };
    const answer: Record<string, unknown> = await ask(access, window, { path: get.path, query });
    const nodes = Array.isArray(answer.data) ? answer.data : [];
    if (nodes.length > 0) yield nodes;
    const next = recordOf(recordOf(answer.paging).cursors).after;
    // An empty page, or the same place again, is the end: the last page has a cursor as well.
    after = nodes.length > 0 && typeof next === "string" && next !== after ? next : null;
  }
}

/** An exact id; it becomes part of an address, so nothing but digits. */
function idOf(node: unknown): string | null {
  const id = isRecord(node) ? String(node.id ?? "") : "";
  return /^\d{1,40}$/.test(id) ? id : null;
}

function itemOf(node: unknown, latest: { at: Date | null }): SyncItem {
  const id = idOf(node);
  return {
    name: id ?? "without id",
    record: async (ctx) => {
      if (!id) throw new AppError("invalid", "The lead has no id.");
      const lead = readMetaLead(id, recordOf(storableValue(node)), new Date());
      if (!latest.at || lead.at > latest.at) latest.at = new Date(lead.at);
      return (await recordMetaLead(ctx, lead)).isNewLead;
    },
  };
}
