/**
 * What to do about a refusal:
 * `retry` soon, growing · `pair` the same person again after their six seconds · `slow` the whole number goes slower · `later` in an hour ·
 * `template` only an approved template may still be sent · `unusable` this person cannot be reached here · `never` the same again would end the same ·
 * `stop` nothing of this channel goes out until a person has mended it.
 */
export type Reaction = "retry" | "pair" | "slow" | "later" | "template" | "unusable" | "never" | "stop";
type Row = { from: number; to?: number; reaction: Reaction; words: string };

const TOKEN = "WhatsApp refuses our access token or its permissions";
const BLOCKED = "WhatsApp has blocked or restricted our account";
const TEMPLATE = "The template is missing, paused or does not fit";

/** WhatsApp's error codes, one row each or for a range. */
const TABLE: Row[] = [
  { from: 3, reaction: "stop", words: TOKEN },
  { from: 4, reaction: "slow", words: "Too many requests at once" },
  { from: 10, reaction: "stop", words: TOKEN },
  { from: 190, reaction: "stop", words: TOKEN },
  { from: 200, to: 299, reaction: "stop", words: TOKEN },
  { from: 368, reaction: "stop", words: BLOCKED },
  { from: 80007, reaction: "slow", words: "Too many requests at once" },
  { from: 130429, reaction: "slow", words: "Too many messages at once from our number" },
  { from: 130497, reaction: "stop", words: "WhatsApp does not let our account write to this country" },
  { from: 131000, reaction: "retry", words: "Something went wrong at WhatsApp" },
  { from: 131005, reaction: "stop", words: TOKEN },
  { from: 131016, reaction: "retry", words: "WhatsApp is not available for a moment" },
  {
    from: 131026,
    reaction: "unusable",
    words: "This person cannot be reached on WhatsApp: no account, an old version, or they blocked us",
  },
  { from: 131031, reaction: "stop", words: BLOCKED },
  {
    from: 131047,
    reaction: "template",
    words: "More than 24 hours have passed since the customer's last message; only a template may be sent",
  },
  {
    from: 131048,
    reaction: "later",
    words: "WhatsApp limits our number because messages were reported as spam",
  },
  { from: 131049, reaction: "later", words: "WhatsApp held this message back to spare the customer" },
  { from: 131050, reaction: "never", words: "The customer does not want marketing messages from us" },
  { from: 131051, reaction: "never", words: "WhatsApp does not support this kind of message" },
  { from: 131052, reaction: "never", words: "A file could not be fetched" },
  { from: 131053, reaction: "never", words: "A file could not be uploaded" },
  { from: 131056, reaction: "pair", words: "Too many messages at once to this person" },
  {
    from: 131062,
    reaction: "never",
    words: "This needs the customer's phone number, which WhatsApp withholds",
  },
  { from: 132000, to: 132016, reaction: "never", words: TEMPLATE },
  { from: 135000, reaction: "retry", words: "Something went wrong at WhatsApp" },
];

/** The reaction to a code, with words for a person; null for a code that nobody has described. */
export function reactionTo(code: number): { reaction: Reaction; words: string } | null {
  const row = TABLE.find(({ from, to = from }) => code >= from && code <= to);
  return row ? { reaction: row.reaction, words: row.words } : null;
}
