/** A stretch of text that could be one number. */
export type Chunk = {
  digits: string;
  hasPlus: boolean;
  /** As it stands in the text, for telling two numbers that only a space divides. */
  text: string;
};

export type Extract = {
  chunks: Chunk[];
  extension: string | null;
  /** How the number came, when the form itself says that the calling code comes first. */
  via: "link" | "whatsapp_jid" | null;
  hasLetters: boolean;
};

// https://wa.me/14155552671, api.whatsapp.com/send?phone=14155552671, whatsapp://send?phone=…
const whatsappLink =
  /(?:\bwa\.me\/|\bwhatsapp(?:\.com)?(?::\/)?\/send\/?\?(?:[^\s#]*&)?phone=)(?:%2B|\+|%20| )*(\d[\d().-]*)/i;
const whatsappId = /^\+?(\d{5,15})(?:[:.]\d+)*@(?:s\.whatsapp\.net|c\.us)$/i;

const extensionMark =
  /(?<=[\d)\s.,;-])(?:;ext=|[;,]?\s*(?:extension|extn?|x|#|poste|anexo|ramal|доб)\.?\s*[:=#]?\s*)(\d{1,7})(?!\d)/i;

const countDigits = (text: string) => text.replace(/\D/g, "").length;

const international = (digits: string, via: "link" | "whatsapp_jid"): Extract => ({
  chunks: [{ digits: digits.replace(/\D/g, ""), hasPlus: true, text: digits }],
  extension: null,
  via,
  hasLetters: false,
});

/** A telephone or SIP address keeps its number; an e-mail address and a point in time hold digits that are nobody's. */
function dropAddresses(text: string): string {
  return text
    .replace(/%2B/gi, "+")
    .replace(/%20/g, " ")
    .replace(/\bsips?:([^\s@;>]*)@[^\s>]*/gi, " $1 ")
    .replace(/^(?:tel:)?([\d().-]+);phone-context=(\+[\d().-]+)/i, "$2$1")
    .replace(/;(?:phone-context|isub|user|npdi|rn|cic)=?[^;\s>]*/gi, " ")
    .replace(/\S+@\S+/g, " ")
    .replace(/(?<![\d+])(?:19|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d\S*/g, " ")
    .replace(/\bhttps?:\/\/\S+/gi, " ");
}

function cutExtension(text: string): { text: string; extension: string | null } {
  const mark = extensionMark.exec(text);
  // Without a whole number before it, "x 302" is part of something else.
  if (mark === null || countDigits(text.slice(0, mark.index)) < 7) return { text, extension: null };
  return {
    text: `${text.slice(0, mark.index)}\n${text.slice(mark.index + mark[0].length)}`,
    extension: mark[1] ?? null,
  };
}

/** A slash divides two numbers only where both sides are long enough: 030/1234567 is one German number. */
function readSlashes(text: string): string {
  const parts = text.split("/");
  return parts.join(parts.filter((part) => countDigits(part) >= 7).length > 1 ? "\n" : " ");
}

// A number is a run without letters and hard separators; a plus begins the next one. Digits that touch a letter
// belong to a code or a typing slip (CM90012345, O772123456), which people repair better than a rule.
const run = /\+?(?:[^\p{L}\p{M}+,;|&#:\n\r\t\d]*\d)+/gu;
const letter = /[\p{L}\p{M}]/u;

function chunksOf(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  for (const match of text.matchAll(run)) {
    const before = text.charAt(match.index - 1);
    const after = text.charAt(match.index + match[0].length);
    const isGlued = (letter.test(before) && /^\d/.test(match[0])) || letter.test(after);
    if (isGlued) continue;
    chunks.push({ digits: match[0].replace(/\D/g, ""), hasPlus: match[0].includes("+"), text: match[0] });
  }
  return chunks;
}

/** The stretches of cleaned text that could be numbers, with links, addresses, words and extension cut away. */
export function extractChunks(cleaned: string): Extract {
  const linked = whatsappLink.exec(cleaned)?.[1];
  if (linked !== undefined) return international(linked, "link");
  const whatsapp = whatsappId.exec(cleaned)?.[1];
  if (whatsapp !== undefined) return international(whatsapp, "whatsapp_jid");
  const cut = cutExtension(dropAddresses(cleaned));
  const text = readSlashes(cut.text);
  return { chunks: chunksOf(text), extension: cut.extension, via: null, hasLetters: letter.test(text) };
}

const keypad: Record<string, string> = Object.fromEntries(
  ["ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"].flatMap((letters, key) =>
    [...letters].map((character) => [character, String(key + 2)]),
  ),
);

/** 1-800-FLOWERS as digits; null where letters do not follow at least three digits to the end of the text. */
export function vanityDigits(
  cleaned: string,
): { digits: string; hasPlus: boolean; isShouted: boolean } | null {
  const written = /(?:^|\s)(\+?\d[\d\s().-]{2,}[A-Za-z][A-Za-z\d\s().-]*)$/.exec(cleaned)?.[1];
  if (written === undefined || countDigits(written.split(/[A-Za-z]/, 1)[0] ?? "") < 3) return null;
  const digits = written.toUpperCase().replace(/[A-Z]/g, (character) => keypad[character] ?? "");
  return {
    digits: digits.replace(/\D/g, ""),
    hasPlus: written.startsWith("+"),
    isShouted: written === written.toUpperCase(),
  };
}
