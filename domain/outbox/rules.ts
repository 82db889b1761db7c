import type { Reaction } from "@/domain/channels/whatsapp-errors";

/** WhatsApp's limit for one person: a message in six seconds. */
export const PAIR_SECONDS = 6;
/** Longer than an attempt can last: beyond it, whoever had the message in hand is gone. */
export const IN_HAND_SECONDS = 30;
const MOST_ATTEMPTS = 12;
const MOST_LATER_ATTEMPTS = 3;
const LONGEST_DELAY_SECONDS = 600;
const HOUR = 3600;

export type NextStep =
  | { kind: "again"; inSeconds: number }
  | { kind: "fail" }
  | { kind: "stop"; inSeconds: number };

/**
 * What follows a refusal, after so many attempts: the first retry comes within three seconds, then 8, 32 … up to ten minutes, give or take a
 * fifth. A stopped channel is tried once a minute by what it refused, however often, since the cause is not the message. `random` is from 0 to 1.
 */
export function nextStep(input: { reaction: Reaction; attempts: number; random: number }): NextStep {
  const { reaction, attempts } = input;
  const spread = 0.8 + 0.4 * input.random;
  const again = (seconds: number, most = MOST_ATTEMPTS): NextStep =>
    attempts >= most ? { kind: "fail" } : { kind: "again", inSeconds: seconds };
  switch (reaction) {
    case "retry":
    case "slow":
      return again(Math.min(LONGEST_DELAY_SECONDS, 2 * 4 ** (attempts - 1)) * spread);
    case "pair":
      return again(
        Math.min(LONGEST_DELAY_SECONDS, PAIR_SECONDS * 2 ** (attempts - 1)) * (1 + input.random / 5),
      );
    case "later":
      return again(HOUR * spread, MOST_LATER_ATTEMPTS);
    case "stop":
      return { kind: "stop", inSeconds: 60 };
    case "template":
    case "unusable":
    case "never":
      return { kind: "fail" };
  }
}

/** Alerts of the channel that hold back everything while they are open. */
export const STOPPED = "sending_stopped";

export const WORDS = {
  uncertain:
    "It is not known whether WhatsApp took this message. It is not repeated until WhatsApp reports on it, or a person decides.",
  withdrawn: "Not sent: the customer asked us to stop.",
  closed: "Not sent: 24 hours have passed since the customer's last message, so only a template may be sent.",
  waits: "Waits: WhatsApp refuses what we send, and an admin has been told.",
} as const;
