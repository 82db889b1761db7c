import { sql } from "drizzle-orm";
import { z } from "zod";
import { prepared } from "@/db/prepared";
import { recordAudit } from "@/domain/audit";
import type { Ctx } from "@/domain/ctx";
import { log } from "@/domain/log";
import { cancelForCustomer } from "@/domain/outbox/cancel";
import { CONSENT_WORDS, type ConsentWords, readConsent } from "./consent-words";

const wordList = z.array(z.string().trim().min(1)).min(1);
const settingSchema = z.object({ stop: wordList.optional(), start: wordList.optional() });

/** Of the delivery in hand: a batch of a thousand messages asks once. */
let latest: { requestId: string; words: ConsentWords } | null = null;

async function consentWords(ctx: Ctx): Promise<ConsentWords> {
  if (latest?.requestId === ctx.requestId) return latest.words;
  const words = await readWords(ctx);
  latest = { requestId: ctx.requestId, words };
  return words;
}

/** An admin's words; a list that is missing, or that nobody could have meant, leaves the ones in code. */
async function readWords(ctx: Ctx): Promise<ConsentWords> {
  const [row] = await prepared<{ value: unknown }>(
    ctx.db,
    sql`select value from settings where key = 'consent_words'`,
  );
  const own = settingSchema.safeParse(row?.value);
  return own.success ? { ...CONSENT_WORDS, ...own.data } : CONSENT_WORDS;
}

/**
 * Hears STOP and START in what a customer wrote. Of words that arrive in any order the one said last holds, and a STOP of the same
 * second. Everything else changes nothing: a first message is no consent.
 */
export async function hearConsent(
  ctx: Ctx,
  input: { customerId: string; text: string | null; saidAt: Date },
): Promise<"withdrawn" | "granted" | null> {
  // Words have no digits and few letters; most messages are spared the look at the settings.
  if (!input.text || input.text.length > 60) return null;
  const said = readConsent(input.text, await consentWords(ctx));
  if (!said) return null;
  const at = sql`${input.saidAt.toISOString()}::timestamptz`;
  const [before] = await prepared<{ status: string }>(
    ctx.db,
    sql`update customers c set consent_status = ${said}, consent_changed_at = ${at}, updated_at = now()
      from (select id, consent_status from customers where id = ${input.customerId}::uuid for no key update) old
      where c.id = old.id and (c.consent_changed_at is null or c.consent_changed_at < ${at}
        or (c.consent_changed_at = ${at} and ${said}::text = 'withdrawn'))
      returning old.consent_status status`,
  );
  if (!before) return null;
  if (said === "withdrawn")
    await cancelForCustomer(ctx, input.customerId, "Not sent: the customer asked us to stop.");
  if (before.status !== said) {
    await recordAudit(ctx, "customers.consent", {
      subjectKind: "customer",
      subjectId: input.customerId,
      changes: { fields: ["consent_status"], before: before.status, after: said },
    });
    log.info("consent changed", { customer_id: input.customerId, consent: said });
  }
  return said;
}
