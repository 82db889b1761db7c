"use client";

import { useHotkeys } from "react-hotkeys-hook";
import { LETTER_KEYS } from "./letter-keys";

/** j and k step through the rows of the page's table that lead somewhere; Enter then opens, as on any link. */
export function RowKeys({ isOn }: { isOn: boolean }) {
  const keys = { ...LETTER_KEYS, enabled: isOn };
  useHotkeys("j", () => step(1), keys);
  useHotkeys("k", () => step(-1), keys);
  return null;
}

function step(by: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>("main tbody tr, main [data-conversation]")]
    .map((row) => row.querySelector<HTMLElement>("a"))
    .filter((link): link is HTMLElement => link !== null);
  const at = document.activeElement instanceof HTMLElement ? rows.indexOf(document.activeElement) : -1;
  rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
}
