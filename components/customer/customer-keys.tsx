"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { LETTER_KEYS } from "./letter-keys";

const SEQUENCE_MS = 1500;

/** The customer page's letters: e edits, n notes, c copies the number, u goes back to the list. */
export function CustomerKeys({ isOn }: { isOn: boolean }) {
  const router = useRouter();
  const pressedGoAt = useRef(Number.NEGATIVE_INFINITY);
  const keys = { ...LETTER_KEYS, enabled: isOn, preventDefault: true };

  useHotkeys(
    "g",
    (event) => {
      pressedGoAt.current = event.timeStamp;
    },
    { ...LETTER_KEYS, enabled: isOn },
  );
  useHotkeys("e", () => (focusedFact() ?? find("[data-edit-fact]"))?.click(), keys);
  useHotkeys("n", () => find("[data-note]")?.focus(), keys);
  // "g c" leads to the customers; it must not also copy.
  useHotkeys(
    "c",
    (event) => event.timeStamp - pressedGoAt.current > SEQUENCE_MS && find("[data-copy-phone]")?.click(),
    keys,
  );
  useHotkeys("u", () => router.push("/customers"), keys);
  return null;
}

const find = (selector: string) => document.querySelector<HTMLElement>(selector);

/** The fact that has the focus, so that e edits that one and not the first. */
const focusedFact = () => document.activeElement?.closest<HTMLElement>("[data-edit-fact]");
