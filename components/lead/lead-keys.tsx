"use client";

import { useRouter } from "next/navigation";
import { useHotkeys } from "react-hotkeys-hook";
import { LETTER_KEYS } from "@/components/customer/letter-keys";

/** The lead page's letters: n notes, u goes back to the list. */
export function LeadKeys({ isOn }: { isOn: boolean }) {
  const router = useRouter();
  const keys = { ...LETTER_KEYS, enabled: isOn, preventDefault: true };
  useHotkeys("n", () => document.querySelector<HTMLElement>("[data-note]")?.focus(), keys);
  useHotkeys("u", () => router.push("/leads"), keys);
  return null;
}
