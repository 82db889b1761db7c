export type Tone = "neutral" | "info" | "ok" | "warn" | "bad";

/** Letters and ground of a tone; every pair has a contrast above 4.5 in both themes. */
export const TONE_STYLE: Record<Tone, string> = {
  neutral: "bg-raised text-muted",
  info: "bg-info-bg text-info",
  ok: "bg-ok-bg text-ok",
  warn: "bg-warn-bg text-warn",
  bad: "bg-bad-bg text-bad",
};
