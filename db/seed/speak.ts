import type { Call } from "./call-rows";
import type { Random } from "./random";
import type { VoiceTalk } from "./voice-talk";

export const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;
export const HOURS = ["9:30 AM", "11 AM", "1:15 PM", "3 PM", "4:45 PM"] as const;

/** Puts words in place of {names in braces}; a sentence that starts with one gets its capital. */
export function fillIn(text: string, words: Readonly<Record<string, string>>): string {
  const filled = text.replace(/\{(\w+)\}/g, (_, key: string) => words[key] ?? "");
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}

/** A talk said aloud: its lines with the second each begins at, and how long it all took. */
export function speak(random: Random, talk: VoiceTalk, words: Readonly<Record<string, string>>) {
  let seconds = 0;
  const lines: Call["lines"][number][] = talk.lines.map(([author, text]) => {
    const body = fillIn(text, words);
    const line = { author, body, atSeconds: seconds };
    // About fifteen characters are said in a second; then somebody thinks.
    seconds += Math.ceil(body.length / 15) + random.between(1, 3);
    return line;
  });
  return { lines, seconds: seconds + random.between(2, 9), summary: fillIn(talk.summary, words) };
}
