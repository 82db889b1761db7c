"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { LETTER_KEYS } from "@/components/customer/letter-keys";

const SEQUENCE_MS = 1500;

/** r retries: the event of the page, or of the row that has the focus. u goes back to the list. */
export function IntakeKeys({ isOn, back }: { isOn: boolean; back?: string }) {
  const router = useRouter();
  const pressedGoAt = useRef(Number.NEGATIVE_INFINITY);
  const keys = { ...LETTER_KEYS, enabled: isOn };
  useHotkeys(
    "g",
    (event) => {
      pressedGoAt.current = event.timeStamp;
    },
    keys,
  );
  // After g a letter leads to a page; it must not also act.
  useHotkeys(
    "r",
    (event) => event.timeStamp - pressedGoAt.current > SEQUENCE_MS && retryButton()?.click(),
    keys,
  );
  useHotkeys("u", () => back && router.push(back), keys);
  return null;
}

function retryButton(): HTMLElement | null {
  const row = document.activeElement?.closest("tr");
  if (row) return row.querySelector<HTMLElement>("[data-retry]");
  // A list has many; only a page about one event knows which is meant.
  return document.querySelector<HTMLElement>("main [data-event] [data-retry]");
}
