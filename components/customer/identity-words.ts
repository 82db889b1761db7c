import type { Explanation } from "@/domain/customers/identity";

const regions = new Intl.DisplayNames(["en"], { type: "region" });
const countryName = (code: string) => regions.of(code) ?? code;

const RULES: Record<string, string> = {
  e164: "Written in full, with + and the country code",
  double_zero: "Written with 00 for abroad, which stands for +",
  triple_zero: "Written with 000 for abroad, which stands for +",
  us_exit_code: "Written with 011, the American way to call abroad",
  exit_code: "Written with the country's own code for abroad",
  bare_international: "Written with the country code but without the +",
  national: "Written the way it is dialled inside the country",
  vanity: "Written with letters, as on a telephone's keys",
  link: "Taken from a link that holds the number",
  whatsapp_jid: "Taken from a WhatsApp address",
  not_a_number: "What was received is not a person's number",
  scoped_id: "An id that WhatsApp gave this person within our account",
  merged_by_pairing: "WhatsApp itself says that these two were one person",
  number_became_known: "It had this number before the number belonged to anybody",
};

/** The rule that read a number, in words. A newer rule is shown by its own name. */
export const ruleInWords = (rule: string) => RULES[rule] ?? rule.replaceAll("_", " ");

const SOURCES: Record<string, string> = {
  number: "the number itself says so",
  source: "assumed: the country of the channel it came by",
  branch: "assumed: the branch's country",
  organisation: "assumed: the organisation's country",
  scoped_id: "the WhatsApp id begins with it",
  user: "chosen by the person who typed it",
};

/** "Uganda (assumed: the branch's country)", or null where no country was needed. */
export function countryInWords({ countryAssumed, countrySource }: Explanation): string | null {
  if (!countryAssumed) return null;
  const why = countrySource && (SOURCES[countrySource] ?? countrySource);
  return why ? `${countryName(countryAssumed)} (${why})` : countryName(countryAssumed);
}

const OUTCOMES: Record<Explanation["outcome"], string> = {
  created: "Nobody had this number, so this customer was created",
  matched: "This customer already had the number",
  late_linked: "Linked later, when the number became this customer's",
  unlinked: "Linked to nobody",
};

export const outcomeInWords = (outcome: Explanation["outcome"]) => OUTCOMES[outcome];

const REASONS: Record<string, string> = {
  empty: "No number was given",
  withheld: "The caller withheld the number",
  too_short: "Too few digits for a number",
  too_long: "Too many digits for a number",
  letters: "Letters, and no number among them",
  own_line: "One of the organisation's own lines",
  toll_free: "A toll-free or business number, which no person has",
  short_code: "A short code or part of a number",
  placeholder: "A made-up number",
  several_numbers: "Several numbers in one field",
  not_possible: "No country has such numbers",
  business_scoped_id: "A WhatsApp id, not a number",
  lead_not_read_yet: "The lead is known; its answers are still to be fetched from Meta",
  lead_not_readable: "Meta deleted the lead before its answers could be fetched",
  test_lead: "A test lead, not a person",
  shared_number: "Several people share this number; staff pick the person",
};

/** Why something is on nobody, in words. */
export const reasonInWords = (reason: string) => REASONS[reason] ?? reason.replaceAll("_", " ");
