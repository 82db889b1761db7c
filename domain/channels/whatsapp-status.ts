import { z } from "zod";
import { parseInput } from "@/domain/command";
import type { statusNews } from "@/domain/conversations/advance-statuses";
import { storableValue } from "./json-body";
import { firstSaid, recordOf, said } from "./voice-text";
import type { RawItem } from "./whatsapp-payload";

export type StatusNews = z.input<typeof statusNews>["news"][number];

/** "played" is a voice note's "read". */
const STATUSES = {
  sent: "sent",
  delivered: "delivered",
  read: "read",
  played: "read",
  failed: "failed",
} as const;
const LONGEST_REASON = 500;

const status = z.looseObject(
  {
    id: z.string({ error: "expected the message's id" }).trim().min(1, "expected the message's id").max(500),
    status: z.string({ error: "expected a status" }),
  },
  { error: "expected an object" },
);

/** One status, or null for a kind that says nothing about how far the message came. Throws `invalid`. */
export function readStatus(item: RawItem): StatusNews | null {
  const raw = parseInput(status, storableValue(item.raw));
  const known = Object.entries(STATUSES).find(([word]) => word === raw.status)?.[1];
  if (!known) return null;
  return {
    externalId: raw.id,
    status: known,
    reason: known === "failed" ? reasonOf(raw.errors) : null,
    outboxId: z.uuid().nullable().catch(null).parse(said(raw.biz_opaque_callback_data)),
  };
}

/** "Re-engagement message: more than 24 hours have passed … (131047)": the provider's own words, with the code to look up. */
function reasonOf(errors: unknown): string | null {
  const error = recordOf(Array.isArray(errors) ? errors[0] : errors);
  const title = firstSaid(error.title, error.message);
  const details = firstSaid(recordOf(error.error_data).details, error.details);
  const code = firstSaid(error.code);
  const words = [title, details]
    .filter((part, at, parts) => part !== null && parts.indexOf(part) === at)
    .join(": ");
  if (words === "" && code === null) return null;
  return [words.slice(0, LONGEST_REASON), code && `(${code})`].filter(Boolean).join(" ");
}
