import type { MetaLead } from "@/domain/leads/record-meta-lead";
import { isRecord, said } from "./voice-text";
import { readTime } from "./voice-times";

/** Meta's own questions; every other name is a question of the form. */
const STANDARD = new Set(
  `full_name first_name last_name phone_number email street_address city state province country post_code zip_code date_of_birth gender
   job_title work_phone_number work_email company_name marital_status military_status relationship_status`.split(
    /\s+/,
  ),
);
const ABOUT = [
  "form_id",
  "ad_id",
  "ad_name",
  "adset_id",
  "adset_name",
  "campaign_id",
  "campaign_name",
  "is_organic",
  "platform",
] as const;
/** What Meta's test tool fills in; it looks like HTML, and is kept as it is. */
const TEST_ANSWER = /^<test lead: /i;
const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>"]{2,}$/;
const LONGEST_INTEREST = 1000;

/** A lead's answer from the Graph API, in our words. `id` is exact; a value is an array of none, one or several texts. */
export function readMetaLead(externalId: string, node: Record<string, unknown>, now: Date): MetaLead {
  const answers = answersOf(node.field_data);
  const first = (...names: string[]) => {
    for (const name of names) {
      const text = said(answers.get(name)?.[0]);
      if (text !== null) return text;
    }
    return null;
  };
  const joined = (separator: string, ...names: string[]) => {
    const parts = names.flatMap((name) => first(name) ?? []);
    return parts.length > 0 ? parts.join(separator).slice(0, 500) : null;
  };
  const email = first("email", "work_email");
  const all = [...answers.values()].flat();
  const country = first("country");
  return {
    externalId,
    at: createdAt(node.created_time) ?? now,
    isTest: all.some((text) => TEST_ANSWER.test(text)) || email?.toLowerCase() === "test@meta.com",
    phoneNumber: first("phone_number", "work_phone_number")?.slice(0, 200) ?? null,
    country: country && /^[A-Za-z]{2}$/.test(country) ? country.toUpperCase() : null,
    displayName: (first("full_name") ?? joined(" ", "first_name", "last_name"))?.slice(0, 200) ?? null,
    email: email && email.length <= 254 && EMAIL.test(email) ? email : null,
    address: joined(", ", "street_address", "post_code", "zip_code"),
    area: joined(", ", "city", "state", "province"),
    interest: interestOf(answers),
    fields: { ...aboutOf(node), answers: Object.fromEntries(answers) },
  };
}

function answersOf(fieldData: unknown): Map<string, string[]> {
  const entries = (Array.isArray(fieldData) ? fieldData : []).filter(isRecord).map((field) => {
    const values = Array.isArray(field.values) ? field.values : [field.values];
    return [
      String(field.name ?? ""),
      values.flatMap((value) => (value == null ? [] : String(value))),
    ] as const;
  });
  return new Map(entries.filter(([name]) => name !== ""));
}

/** `+0000` without a colon is not ISO 8601, though Meta's own way. */
function createdAt(value: unknown): Date | null {
  return readTime(typeof value === "string" ? value.replace(/([+-]\d{2})(\d{2})$/, "$1:$2") : value);
}

/** What the form asked of its own, with the answers: choices come as the keys of the options. */
function interestOf(answers: Map<string, string[]>): string | null {
  const own = [...answers].filter(
    ([name, values]) => !STANDARD.has(name) && values.some((v) => v.trim() !== ""),
  );
  const words = own.map(
    ([name, values]) => `${name.replaceAll("_", " ")}: ${values.join(", ").replaceAll("_", " ")}`,
  );
  return words.length > 0 ? words.join("\n").slice(0, LONGEST_INTEREST) : null;
}

function aboutOf(node: Record<string, unknown>): Record<string, unknown> {
  const given = ABOUT.flatMap((name) => (node[name] == null ? [] : [[name, node[name]]]));
  const consents = node.custom_disclaimer_responses;
  return { ...Object.fromEntries(given), ...(consents == null ? {} : { consents }) };
}
