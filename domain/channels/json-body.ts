import { AppError } from "@/domain/errors";
import { quoteLongIntegers } from "./exact-json";

/** Far deeper than any provider's payload, and shallow enough to walk without running out of stack. */
const DEEPEST = 64;

const unreadable = (why: string) => new AppError("invalid", `The body cannot be read: ${why}.`);

/**
 * PostgreSQL's text and jsonb refuse NUL and half a surrogate pair, which one emoji cut in two leaves behind. The bytes stay as
 * received with the event; what is read from them is made storable here.
 */
function storable(text: string): string {
  // Encoding to UTF-8 and back turns half a pair into the replacement character.
  return Buffer.from(text.replaceAll("\u0000", ""), "utf8").toString("utf8");
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === "string") return storable(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > DEEPEST) throw unreadable(`it is nested more than ${DEEPEST} levels deep`);
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1));
  // fromEntries makes an own property of "__proto__", so that a payload cannot reach a prototype.
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [storable(key), clean(item, depth + 1)]),
  );
}

/**
 * A part of a body with every text storable. Throws `invalid` when it is nested too deep: a batch cleans its items one by one, so that one
 * of them cannot take the others with it.
 */
export const storableValue = (value: unknown): unknown => clean(value, 0);

/**
 * The JSON of a body, as written: not storable yet; integers of more than 15 digits are texts, so that ids stay exact. Throws `invalid` in
 * words: no repetition can repair it.
 */
export function parseJsonBody(rawBody: Buffer): unknown {
  const text = new TextDecoder("utf-8", { fatal: false }).decode(rawBody);
  if (text.trim() === "") throw unreadable("it is empty");
  try {
    return JSON.parse(quoteLongIntegers(text));
  } catch {
    // The parser's message quotes the payload, which may hold a name or a number.
    throw unreadable("it is not JSON");
  }
}

/** The JSON of a body, with every text storable. Throws `invalid` in words: no repetition can repair it. */
export const readJsonBody = (rawBody: Buffer): unknown => storableValue(parseJsonBody(rawBody));
