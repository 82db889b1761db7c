/** `leads.unlinked_reason` of a provider's lead whose id is known and whose answers are still to be fetched. */
export const NOT_READ_YET = "lead_not_read_yet";
/** Given up after the provider has deleted it. */
export const NOT_READABLE = "lead_not_readable";
export const TEST_LEAD = "test_lead";

/** Meta deletes a lead after this time. */
export const READABLE_DAYS = 90;

/** How the fetching of an unread lead stands, in `leads.fields.fetch`. */
export type FetchState = { tries: number; next_at: string; error: string | null };
