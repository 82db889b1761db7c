"use client";

import { useEffect } from "react";

/** Opens a long thread at its end, where the reader left off, instead of at its beginning. */
export function ScrollToLatest() {
  useEffect(() => {
    document.querySelector("[data-thread] > :last-child")?.scrollIntoView({ block: "end" });
  }, []);
  return null;
}
