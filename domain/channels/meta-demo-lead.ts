import type { GraphAnswer } from "./graph-get";

const NAMES = ["Amina Okafor", "David Mwangi", "Joy Nakato", "Lena Fischer", "Omar Haddad", "Sarah Johnson"];
const WISHES = ["check_up", "dental_cleaning", "whitening"];
/** A made-up lead's id holds the number that it will tell: the mark, two digits of length, the number, and anything to tell leads apart. */
const MADE_UP = /^9900(\d{2})(\d{8,40})$/;

/** An id for `demo lead`, whose lead a demo can read without asking Meta. */
export function demoLeadId(input: { phone: string; serial: string }): string {
  const digits = input.phone.replace(/\D/g, "");
  return `9900${String(digits.length).padStart(2, "0")}${digits}${input.serial}`;
}

/** What the Graph API would answer about a made-up lead. A demo asks nobody outside, so any other lead stays unread. */
export async function readDemoLead(externalId: string): Promise<GraphAnswer> {
  const [, length, rest] = MADE_UP.exec(externalId) ?? [];
  if (!length || !rest || rest.length < Number(length)) return { ok: false, problem: "failed" };
  const digits = rest.slice(0, Number(length));
  const last = Number(digits.slice(-2));
  const answers = {
    full_name: NAMES[last % NAMES.length],
    phone_number: `+${digits}`,
    what_would_you_like: WISHES[last % WISHES.length],
  };
  const fieldData = Object.entries(answers).map(([name, value]) => ({ name, values: [value] }));
  const about = {
    form_id: "500000000000005",
    platform: "ig",
    is_organic: false,
    campaign_name: "Demo campaign",
  };
  return { ok: true, value: { id: externalId, ...about, field_data: fieldData } };
}
