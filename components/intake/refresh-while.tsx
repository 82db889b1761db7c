"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";

/** Reads the page again every so often while something on it is under way, and not while nobody looks. */
export function RefreshWhile({ isOn, everyMs }: { isOn: boolean; everyMs: number }) {
  const router = useRouter();
  const [isReading, startReading] = useTransition();
  useEffect(() => {
    // One reading at a time: on a slow server they would pile up.
    if (!isOn || isReading) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") startReading(() => router.refresh());
    }, everyMs);
    return () => clearInterval(timer);
  }, [isOn, isReading, everyMs, router]);
  return null;
}
