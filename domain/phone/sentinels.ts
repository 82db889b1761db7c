// What telephone exchanges, SIP gateways and apps write where a number would stand.
const withheldWords = new Set(
  `anonymous unknown private restricted unavailable blocked withheld hidden suppressed anon p u -1 -2 -3
   nocallerid nocallernumber unknowncaller unknownnumber privatecaller privatenumber blockedcaller blockednumber
   hiddennumber numberwithheld withheldnumber calleridwithheld calleridblocked anonymouscaller restrictednumber
   callerunknown outofarea payphone notavailable numberunavailable privado desconocido oculto numerooculto
   numeroprivado inconnu masque numeromasque numeroprive unbekannt anonym unterdruckt desconhecido`.split(
    /\s+/,
  ),
);
const emptyWords = new Set(
  "null none undefined nil nan na empty nothing missing nophone nonumber noname notgiven notprovided tbd tba".split(
    " ",
  ),
);

// ANONYMOUS, UNAVAILABLE, RESTRICTED, BLOCKED, UNKNOWN and their like, keyed on a telephone's letters. Only bare
// digits count: (737) 874-2833 written out is a number in Texas.
const withheldDigits = /^\+?(?:266696687|86282452253|7378742833|2562533|656667|8656696|8566696)$/;

// A business-scoped user id (US.13491208655302741918), and the ids of hidden users, groups and channels.
const whatsappId = /^(?:[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}|[\w.:-]+@(?:lid|g\.us|newsletter|broadcast))$/;

/** Whether a value is an id that WhatsApp gave, which may arrive where a phone number is expected. */
export function isWhatsAppId(text: string): boolean {
  return whatsappId.test(text);
}

function bareWord(text: string): string {
  const word = text.toLowerCase().replace(/^(?:sips?|tel):/, "");
  if (/^-\d$/.test(word)) return word;
  return word
    .replace(/@.*$/, "")
    .normalize("NFD")
    .replace(/[^a-z0-9]/g, "");
}

/** Whether cleaned text stands for "nothing was given" or for "the caller hides the number". */
export function absenceOf(text: string): "empty" | "withheld" | null {
  if (text.length > 40) return null;
  // Every sentinel but the exchanges' digits begins with a letter or a sign.
  if (/^[+(]*\d/.test(text)) return withheldDigits.test(text) ? "withheld" : null;
  if (!/[\p{L}\d]/u.test(text)) return "empty";
  const word = bareWord(text);
  if (withheldWords.has(word)) return "withheld";
  return emptyWords.has(word) ? "empty" : null;
}

const ascending = "0123456789".repeat(2);
const descending = "9876543210".repeat(2);

/** One digit repeated, or counting up or down from where people start to count: 1234567890, 0123…, 0987…, 9876…. */
function isMadeUp(digits: string): boolean {
  if (/^0+$/.test(digits)) return true;
  if (digits.length < 7) return false;
  const first = digits.charAt(0);
  if (digits === first.repeat(digits.length)) return true;
  if (first === "0" || first === "1") {
    if (ascending.startsWith(digits, Number(first))) return true;
  }
  return (first === "9" || first === "0") && descending.startsWith(digits, 9 - Number(first));
}

/**
 * Whether any way of writing these digits is one that people type to get past a form, or that an admin has
 * listed. `writings` are digits only: as written, international, national with and without the trunk prefix.
 */
export function isPlaceholder(writings: string[], listed: ReadonlySet<string> | undefined): boolean {
  return writings.some((digits) => isMadeUp(digits) || listed?.has(digits) === true);
}
