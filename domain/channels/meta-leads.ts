import { z } from "zod";
import { AppError } from "@/domain/errors";
import { keepUnreadLeads, type UnreadLead } from "@/domain/leads/keep-unread-leads";
import type { Channel, ItemFailure } from "./channel";
import { readJsonBody } from "./json-body";
import { verifyHubSignature } from "./meta-hub";
import { isRecord } from "./voice-text";
import { readTime } from "./voice-times";

/** Ids come as text or as numbers; long ones were made texts while the body was read, so that they are exact. */
const graphId = z
  .union([z.string().trim(), z.number()], { error: "expected an id" })
  .transform(String)
  .refine((id) => /^\d{1,40}$/.test(id), "expected an id of digits");
const otherId = graphId.nullish().catch(null);

const leadgen = z.object({
  leadgen_id: graphId,
  form_id: otherId,
  page_id: otherId,
  ad_id: otherId,
  adgroup_id: otherId,
  created_time: z.unknown().optional(),
});

type Change = { place: string; field: unknown; value: unknown };

/** The leads that a delivery announces; it holds ids only. Anything else that a page's webhook may carry is left out. */
export function readLeadgen(
  body: unknown,
  receivedAt: Date,
): { leads: UnreadLead[]; failures: ItemFailure[] } {
  const leads: UnreadLead[] = [];
  const failures: ItemFailure[] = [];
  for (const { place, field, value } of changesOf(body)) {
    if (field !== "leadgen") continue;
    const parsed = leadgen.safeParse(value);
    if (parsed.success) leads.push(unreadLead(parsed.data, receivedAt));
    else failures.push({ item: place, error: unreadable(place, parsed.error) });
  }
  return { leads, failures };
}

function* changesOf(body: unknown): Generator<Change> {
  if (!isRecord(body) || !Array.isArray(body.entry)) {
    throw new AppError("invalid", "Not a delivery of Meta: it has no list called entry.");
  }
  for (const [e, entry] of body.entry.entries()) {
    const changes = isRecord(entry) && Array.isArray(entry.changes) ? entry.changes : [];
    for (const [c, change] of changes.entries()) {
      if (!isRecord(change)) continue;
      yield { place: `entry.${e}.changes.${c}`, field: change.field, value: change.value };
    }
  }
}

function unreadLead(value: z.output<typeof leadgen>, receivedAt: Date): UnreadLead {
  const { leadgen_id, created_time, ...ids } = value;
  const known = Object.entries(ids).filter(([, id]) => id);
  return {
    externalId: leadgen_id,
    at: readTime(created_time) ?? receivedAt,
    fields: Object.fromEntries(known),
  };
}

function unreadable(place: string, error: z.ZodError): AppError {
  const fields = error.issues.map(({ path, message }) => ({
    field: [place, "value", ...path.map(String)].join("."),
    message,
  }));
  return new AppError("invalid", "A lead in this delivery cannot be read.", { fields });
}

/** Meta's lead ads. The webhook only names a lead; it is kept as known but unread, and read by a job of its own. */
export const meta: Channel = {
  name: "meta",
  isConfigured: (env) => Boolean(env.META_APP_SECRET),
  verify: (delivery) => verifyHubSignature(delivery, delivery.env.META_APP_SECRET),
  handle: async (ctx, event) => {
    const { leads, failures } = readLeadgen(readJsonBody(event.rawBody), event.receivedAt);
    if (leads.length > 0) await keepUnreadLeads(ctx, { leads });
    const [only] = failures;
    if (only && failures.length === 1 && leads.length === 0) throw only.error;
    return { failures };
  },
};
