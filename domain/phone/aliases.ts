/**
 * Some lines have more than one E.164 spelling: a mobile digit that only some networks write (Brazil, Mexico,
 * Argentina), or an old number and the one that replaced it. Each rule names the two spellings of one line and
 * rewrites both ways, so that a look-up may ask with either.
 */
type AliasRule = {
  callingCode: string;
  /** Spellings that are not the canonical one, and the canonical one they stand for. */
  toCanonical: (national: string) => string | null;
  /** A canonical national number, and the other spelling of the same line. */
  fromCanonical: (national: string) => string | null;
};

const rewrite = (pattern: RegExp, replacement: string) => (national: string) =>
  pattern.test(national) ? national.replace(pattern, replacement) : null;

// Vietnam, September 2018: eleven-digit mobiles became ten-digit ones, prefix by prefix.
const vietnam: Record<string, string> = {
  "162": "32",
  "163": "33",
  "164": "34",
  "165": "35",
  "166": "36",
  "167": "37",
  "168": "38",
  "169": "39",
  "120": "70",
  "121": "79",
  "122": "77",
  "126": "76",
  "128": "78",
  "123": "83",
  "124": "84",
  "125": "85",
  "127": "81",
  "129": "82",
  "186": "56",
  "188": "58",
  "199": "59",
};
const vietnamBefore: Record<string, string> = Object.fromEntries(
  Object.entries(vietnam).map(([before, after]) => [after, before]),
);

function swapPrefix(national: string, length: number, prefixes: Record<string, string>): string | null {
  if (national.length !== length) return null;
  const size = length === 10 ? 3 : 2;
  const replaced = prefixes[national.slice(0, size)];
  return replaced === undefined ? null : replaced + national.slice(size);
}

// Côte d'Ivoire, January 2021: mobiles got their network's two digits in front, told by the second old digit.
// Old numbers with a second digit 0 and fixed lines are left alone: their mapping is not one rule.
function ivorianCanonical(national: string): string | null {
  const network = /^[04-9]([1-9])\d{6}$/.exec(national)?.[1];
  if (network === undefined) return null;
  return (network <= "3" ? "01" : network <= "6" ? "05" : "07") + national;
}

const rules: AliasRule[] = [
  {
    callingCode: "55",
    toCanonical: rewrite(/^(?<area>[1-9]{2})(?<rest>[6-9]\d{7})$/, "$<area>9$<rest>"),
    fromCanonical: rewrite(/^(?<area>[1-9]{2})9(?<rest>[6-9]\d{7})$/, "$<area>$<rest>"),
  },
  {
    callingCode: "52",
    toCanonical: rewrite(/^1([2-9]\d{9})$/, "$1"),
    fromCanonical: rewrite(/^([2-9]\d{9})$/, "1$1"),
  },
  {
    callingCode: "54",
    toCanonical: rewrite(/^9([1-9]\d{9})$/, "$1"),
    fromCanonical: rewrite(/^([1-9]\d{9})$/, "9$1"),
  },
  {
    callingCode: "84",
    toCanonical: (national) => swapPrefix(national, 10, vietnam),
    fromCanonical: (national) => swapPrefix(national, 9, vietnamBefore),
  },
  {
    callingCode: "225",
    toCanonical: ivorianCanonical,
    fromCanonical: (national) => {
      const before = national.slice(2);
      return national.length === 10 && ivorianCanonical(before) === national ? before : null;
    },
  },
  // Benin, November 2024: every number got 01 in front.
  {
    callingCode: "229",
    toCanonical: rewrite(/^([2-9]\d{7})$/, "01$1"),
    fromCanonical: rewrite(/^01([2-9]\d{7})$/, "$1"),
  },
  // Colombia, September 2021: fixed lines got 60 in front of the one-digit area.
  {
    callingCode: "57",
    toCanonical: rewrite(/^([124-8]\d{7})$/, "60$1"),
    fromCanonical: rewrite(/^60([124-8]\d{7})$/, "$1"),
  },
];

function ruleOf(e164: string): AliasRule | undefined {
  return rules.find((rule) => e164.startsWith(rule.callingCode, 1));
}

/** One spelling for all national aliases and renumbered plans of an E.164 number: equal keys = the same line. */
export function matchKeyOf(e164: string): string {
  const rule = ruleOf(e164);
  if (rule === undefined) return e164;
  const canonical = rule.toCanonical(e164.slice(1 + rule.callingCode.length));
  return canonical === null ? e164 : `+${rule.callingCode}${canonical}`;
}

/** Every E.164 spelling under which the same line may be stored (includes the given one; at most a handful). */
export function spellingsOf(e164: string): string[] {
  const rule = ruleOf(e164);
  if (rule === undefined) return [e164];
  const key = matchKeyOf(e164);
  const other = rule.fromCanonical(key.slice(1 + rule.callingCode.length));
  return [...new Set([e164, key, ...(other === null ? [] : [`+${rule.callingCode}${other}`])])];
}
