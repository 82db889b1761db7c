const printableAscii = /^[\x20-\x7e]*$/;
const decimalDigit = /\p{Nd}/u;

/** The value of a decimal digit of any script: Unicode keeps each script's ten digits together, zero first. */
function digitValue(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  let zero = point;
  while (decimalDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  // Two scripts may stand side by side, hence the remainder.
  return String((point - zero) % 10);
}

/**
 * The text as a person sees it: compatibility forms folded (full width, ligatures), every script's digits as
 * ASCII, and no marks that steer direction or joining, which copying from a chat brings along unseen.
 */
export function cleanText(raw: string): string {
  if (printableAscii.test(raw)) return raw.trim();
  return raw
    .normalize("NFKC")
    .replace(/\p{Cf}|\ufe0e|\ufe0f|\u20e3/gu, "")
    .replace(/(?![0-9])\p{Nd}/gu, digitValue)
    .trim();
}

/** What a spreadsheet or a data frame made of a number, undone where no digit was lost. */
export function undoSpreadsheet(text: string): string {
  if (/^\d+\.0{1,2}$/.test(text)) return text.replace(/\.0+$/, "");
  if (/^\d{1,3}(,\d{3}){2,}$/.test(text)) return text.replaceAll(",", "");
  const scientific = /^(\d)[.,](\d+)E\+?(\d{1,2})$/i.exec(text);
  if (scientific?.[2] !== undefined && Number(scientific[3]) === scientific[2].length) {
    return `${scientific[1]}${scientific[2]}`;
  }
  return text;
}
