import { expect, it } from "vitest";
import { CONSENT_WORDS, readConsent } from "./consent-words";

const read = (text: string | null) => readConsent(text, CONSENT_WORDS);

it.each([
  "STOP",
  "stop",
  " Stop. ",
  "¡stop!",
  "STÓP",
  "Stop 🙏",
  "stop\u200b",
  "un\u00adsubscribe",
  "बंद करो",
  "रुको",
  "SIMAMA",
  "أوقف",
  "اوقف",
  "إِيقَاف",
  "توقف!",
])("%j withdraws", (text) => expect(read(text)).toBe("withdrawn"));

it.each(["START", "Start!", "शुरू करो", "Anza", "ابدأ", "ابدا"])("%j grants", (text) =>
  expect(read(text)).toBe("granted"),
);

it.each([
  null,
  "",
  "…",
  "please do not stop",
  "stop sending me the bill to my old address",
  "when do you start?",
  "बाद",
  "cancel",
  "end",
  "yes",
  "no",
  "ok",
])("%j says nothing about consent", (text) => expect(read(text)).toBeNull());

it("a word that stands on both lists withdraws", () => {
  expect(readConsent("x", { stop: ["x"], start: ["x"] })).toBe("withdrawn");
});
