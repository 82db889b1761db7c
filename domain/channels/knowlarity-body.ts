import { AppError } from "@/domain/errors";
import { quoteLongIntegers } from "./exact-json";
import { parseJsonBody, storableValue } from "./json-body";
import { isRecord } from "./voice-text";

/** One call's facts: lower-case names without underscores, values as text. What means "nothing" is left out. */
export type KnowlarityRecord = ReadonlyMap<string, string>;

const NOTHING = new Set(["", "none", "null", "undefined", "nan", "n/a"]);
/** Calls lie this deep at most: a form's field that holds JSON, whose `data` holds a list. */
const DEEPEST = 5;

/**
 * The calls of a body, which is a form or JSON, with one call or several, flat or wrapped. Throws `invalid` when it is neither.
 */
export function readKnowlarityBody(rawBody: Buffer): KnowlarityRecord[] {
  const start = rawBody.subarray(0, 64).toString("utf8").trimStart().charAt(0);
  const body =
    start === "{" || start === "["
      ? storableValue(parseJsonBody(rawBody))
      : readForm(rawBody.toString("utf8"));
  const records = recordsOf(body, 0);
  if (records.length === 0) throw new AppError("invalid", "The body holds no call.");
  return records;
}

function readForm(text: string): Record<string, unknown> {
  const fields = [...new URLSearchParams(text.trim())];
  const [first] = fields;
  if (!first || !text.includes("=")) {
    throw new AppError("invalid", "The body is neither JSON nor a form.");
  }
  // A sender that forgot to encode it: what was a plus in front of a number has become a space.
  const entries = fields.map(([name, value]) => [name, value.replace(/^ (?=\d{6,15}$)/, "+")]);
  return Object.fromEntries(entries.map(([name = "", value]) => [name, storableValue(value)]));
}

function recordsOf(value: unknown, depth: number): KnowlarityRecord[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((item) => recordsOf(item, depth + 1));
  if (!isRecord(value)) return [];
  const facts = new Map<string, string>();
  const inner: KnowlarityRecord[] = [];
  const lists: KnowlarityRecord[] = [];
  for (const [name, given] of Object.entries(value)) {
    const part = unwrapped(given);
    if (Array.isArray(part)) lists.push(...recordsOf(part, depth + 1));
    else if (isRecord(part)) inner.push(...recordsOf(part, depth + 1));
    else learn(facts, nameOf(name), part);
  }
  // Beside a list stand facts of the delivery; inside a wrapper stand more facts of the same call.
  for (const record of inner) for (const [name, fact] of record) if (!facts.has(name)) facts.set(name, fact);
  return lists.length > 0 ? lists.map((record) => new Map([...facts, ...record])) : [facts];
}

/** Some senders put JSON into a text. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return storableValue(JSON.parse(quoteLongIntegers(value)));
  } catch {
    return value;
  }
}

/** `New_Hangup_Cause`, `newHangupCause` and `data[new_hangup_cause]` are one name. */
const nameOf = (name: string) =>
  (/\[(\w+)\]$/.exec(name)?.[1] ?? name).toLowerCase().replace(/[^a-z0-9]/g, "");

function learn(facts: Map<string, string>, name: string, value: unknown): void {
  const text = typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
  if (!NOTHING.has(text.toLowerCase()) && !facts.has(name)) facts.set(name, text);
}
