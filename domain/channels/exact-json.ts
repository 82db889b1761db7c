const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;

/**
 * Puts every integer of more than 15 digits in quotes. A number of JavaScript is exact only up to 2^53, and a provider's id may be longer:
 * 12345678901234567890 would come back as another id. Digits inside texts are left alone.
 */
export function quoteLongIntegers(json: string): string {
  if (!/\d{16}/.test(json)) return json;
  const parts: string[] = [];
  let at = 0;
  while (at < json.length) {
    const opening = json.indexOf('"', at);
    const end = opening < 0 ? json.length : opening;
    parts.push(quoteIn(json.slice(at, end)));
    at = opening < 0 ? json.length : afterText(json, opening);
    parts.push(json.slice(end, at));
  }
  return parts.join("");
}

const quoteIn = (between: string) =>
  between.length < 16
    ? between
    : between.replace(NUMBER, (number) => (LONG_INTEGER.test(number) ? `"${number}"` : number));

/** Where the text that opens here is over. By hand, because a regular expression takes quadratic time for a text that is never closed. */
function afterText(json: string, opening: number): number {
  for (let at = opening + 1; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) at += 1;
  }
  return json.length;
}
