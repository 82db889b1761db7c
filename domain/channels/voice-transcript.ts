import type { CallReport } from "@/domain/calls/report";
import { isRecord } from "./voice-text";

type Line = CallReport["transcript"][number];

/** Of text in one transcript. What is beyond stays with the stored event and is not shown. */
const LARGEST_TRANSCRIPT_BYTES = 2 * 1024 * 1024;
/** More lines than anybody speaks in a call: each becomes a row, and hundreds of thousands would hold up other events. */
const MOST_LINES = 5000;
const CUT_NOTE = "The transcript is cut here: it is longer than 2 MB or 5,000 lines.";

const AGENT = new Set(["agent", "assistant", "bot", "ai", "model"]);
const CUSTOMER = new Set(["customer", "user", "human", "caller", "client"]);
const LABEL = /^(agent|assistant|bot|ai|user|customer|caller|human|client|system)\s*:\s*/i;

function roleOf(value: unknown): Line["role"] {
  const role = typeof value === "string" ? value.toLowerCase() : "";
  if (AGENT.has(role)) return "agent";
  return CUSTOMER.has(role) ? "customer" : "system";
}

function secondsOf(value: unknown): number | null {
  return typeof value === "number" && value >= 0 && value <= 1_000_000 ? value : null;
}

/** A transcript as a list of spoken lines, or as one text with a speaker's name before each turn. Lines without text are left out. */
export function readTranscript(value: unknown): Line[] {
  if (typeof value === "string") return cut(readText(value));
  if (!Array.isArray(value)) return [];
  return cut(value.flatMap((item) => readLine(item)));
}

function readLine(item: unknown): Line[] {
  if (!isRecord(item)) return [];
  const text = [item.text, item.message, item.content].find((part) => typeof part === "string");
  if (typeof text !== "string" || text.trim() === "") return [];
  const words = Array.isArray(item.words) ? item.words.find(isRecord) : undefined;
  const at = item.at_s ?? item.time_in_call_secs ?? item.secondsFromStart ?? words?.start;
  return [{ role: roleOf(item.role ?? item.speaker), text: text.trim(), atSeconds: secondsOf(at) }];
}

function readText(value: string): Line[] {
  const lines: Line[] = [];
  for (const row of value.split(/\r?\n/)) {
    if (row.trim() === "") continue;
    const label = LABEL.exec(row);
    const text = row.slice(label?.[0].length ?? 0).trim();
    const last = lines.at(-1);
    if (label) lines.push({ role: roleOf(label[1]), text, atSeconds: null });
    else if (last) last.text = `${last.text}\n${text}`;
    else lines.push({ role: "system", text, atSeconds: null });
  }
  return lines.filter((line) => line.text !== "");
}

function cut(lines: Line[]): Line[] {
  let bytes = 0;
  for (const [index, line] of lines.entries()) {
    bytes += Buffer.byteLength(line.text);
    if (bytes > LARGEST_TRANSCRIPT_BYTES || index >= MOST_LINES) {
      return [...lines.slice(0, index), { role: "system", text: CUT_NOTE, atSeconds: null }];
    }
  }
  return lines;
}
