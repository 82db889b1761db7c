import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import type { PhoneReading } from "@/domain/phone/read";
import type { Resolution } from "./resolve";

/** Keeps why an event is on this customer, or on nobody, so that the question can be answered later. */
export async function explainResolution(
  ctx: Ctx,
  input: { reading: PhoneReading; resolution: Resolution; subject: { kind: string; id: string | null } },
): Promise<void> {
  const { reading, resolution, subject } = input;
  const phone = reading.kind === "phone" ? reading : null;
  const outcome = resolution.isNewCustomer ? "created" : resolution.customerId ? "matched" : "unlinked";
  await prepared(
    ctx.db,
    sql`insert into identity_resolutions (subject_kind, subject_id, customer_id, outcome, is_new_customer, raw_value, normal_form,
        rule, country_assumed, country_source, reason, alternatives)
      values (${subject.kind}, ${subject.id}::uuid, ${resolution.customerId}::uuid, ${outcome}, ${resolution.isNewCustomer},
        ${reading.raw}, ${phone?.e164 ?? null}, ${phone?.rule ?? "not_a_number"}, ${phone?.country ?? null},
        ${phone?.countrySource ?? null}, ${resolution.reason}, ${JSON.stringify(phone?.alternatives ?? [])}::text::jsonb)`,
  );
}

/** Keeps the same for an event that came under a provider's id and no usable number. `country` is the one that the id begins with. */
export async function explainScopedId(
  ctx: Ctx,
  input: {
    id: string;
    country: string | null;
    resolution: Resolution;
    subject: { kind: string; id: string };
  },
): Promise<void> {
  const { resolution, subject } = input;
  const outcome = resolution.isNewCustomer ? "created" : resolution.customerId ? "matched" : "unlinked";
  await prepared(
    ctx.db,
    sql`insert into identity_resolutions (subject_kind, subject_id, customer_id, outcome, is_new_customer, raw_value, normal_form,
        rule, country_assumed, country_source, reason)
      values (${subject.kind}, ${subject.id}::uuid, ${resolution.customerId}::uuid, ${outcome}, ${resolution.isNewCustomer},
        ${input.id}, ${input.id}, 'scoped_id', ${input.country}, 'scoped_id', ${resolution.reason})`,
  );
}
