/** Words that by themselves, as a whole message, withdraw or grant consent. */
export type ConsentWords = { stop: readonly string[]; start: readonly string[] };

/**
 * English, Hindi, Swahili and Arabic, as people type them. Words that also answer a question ("cancel", "end", "yes") are not among them: a
 * cancelled appointment is no withdrawal. An admin's own list (settings, `consent_words`) replaces these.
 */
export const CONSENT_WORDS: ConsentWords = {
  stop: [
    "stop",
    "stop all",
    "stopall",
    "stop it",
    "please stop",
    "unsubscribe",
    "opt out",
    "optout",
    "बंद",
    "बन्द",
    "बंद करो",
    "बंद करें",
    "बन्द करो",
    "रुको",
    "रोको",
    "रोकें",
    "स्टॉप",
    "band karo",
    "roko",
    "simama",
    "sitisha",
    "komesha",
    "jiondoe",
    "توقف",
    "أوقف",
    "قف",
    "إيقاف",
    "وقف",
    "إلغاء الاشتراك",
    "الغاء الاشتراك",
    "ستوب",
  ],
  start: [
    "start",
    "unstop",
    "subscribe",
    "opt in",
    "optin",
    "शुरू",
    "शुरू करो",
    "शुरू करें",
    "चालू करो",
    "स्टार्ट",
    "shuru karo",
    "anza",
    "anza tena",
    "jiunge",
    "ابدأ",
    "بدء",
    "اشترك",
    "اشتراك",
    "ستارت",
  ],
};

/** Longer than any such word: no message beyond it is looked at. */
const LONGEST = 60;

/**
 * A message as these words are compared: without case, punctuation, emoji, and the marks that people leave out in Latin and Arabic. Devanagari
 * keeps its marks, which are its vowels.
 */
function bare(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640\u093c]/gu, "")
    .replace(/\p{Cf}/gu, "")
    .replace(/[\p{P}\p{S}\s]+/gu, " ")
    .trim()
    .normalize("NFC")
    .toLowerCase();
}

/** What a whole message says about consent, or null. */
export function readConsent(text: string | null, words: ConsentWords): "withdrawn" | "granted" | null {
  if (!text || text.length > LONGEST) return null;
  const said = bare(text);
  if (said === "") return null;
  const isAmong = (list: readonly string[]) => list.some((word) => bare(word) === said);
  // A word on both lists stops: not writing to somebody is the lesser mistake.
  if (isAmong(words.stop)) return "withdrawn";
  return isAmong(words.start) ? "granted" : null;
}
