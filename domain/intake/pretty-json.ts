const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
/** Deeper nesting is not indented further: a body of nothing but brackets must not grow with the square of its size. */
const DEEPEST = 30;

/**
 * Lays out JSON, which must be valid, without reading its values: ids beyond 2^53, repeated names and escapes stay as they were sent.
 * Stops soon after `longest` characters.
 */
export function prettyJson(text: string, longest: number): string {
  const out: string[] = [];
  let length = 0;
  let depth = 0;
  let previous = "";
  const put = (piece: string) => {
    out.push(piece);
    length += piece.length;
  };
  const line = () => put(`\n${"  ".repeat(Math.min(depth, DEEPEST))}`);
  for (const [token] of text.matchAll(TOKEN)) {
    const isOpening = previous === "{" || previous === "[";
    if (token === "}" || token === "]") {
      depth -= 1;
      if (!isOpening) line();
    } else if (isOpening || previous === ",") line();
    put(token === ":" ? ": " : token);
    if (token === "{" || token === "[") depth += 1;
    previous = token;
    if (length > longest) break;
  }
  return out.join("");
}
