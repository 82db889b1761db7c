"use client";

import { ArrowUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { listenLive } from "./live-client";
import type { LiveEvent, LiveKind } from "./live-events";

const AT_MOST_EVERY_MS = 1_000;
/** Further down than this somebody reads, and the list must not move beneath them. */
const STILL_AT_THE_TOP_PX = 80;

type Props = {
  kind: LiveKind;
  /** New rows do not come in at the top, so that it may be brought up to date wherever somebody reads. */
  isInOrder?: boolean;
};

/** Keeps a server-rendered list up to date: at once while it is seen from its top, else by a button that says how much is new. */
export function LiveRefresh({ kind, isInOrder = false }: Props) {
  const router = useRouter();
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const timer = useRef<number | undefined>(undefined);
  const lastAt = useRef(0);

  const refresh = useEffectEvent(() => {
    timer.current = undefined;
    lastAt.current = Date.now();
    setWaiting(new Set());
    router.refresh();
  });

  const hear = useEffectEvent((event: LiveEvent) => {
    const ids = event.type === "changed" ? event.ids[kind] : undefined;
    if (event.type !== "refresh" && !ids) return;
    if (isInOrder || window.scrollY < STILL_AT_THE_TOP_PX) {
      const wait = Math.max(0, lastAt.current + AT_MOST_EVERY_MS - Date.now());
      timer.current ??= window.setTimeout(refresh, wait);
    } else if (ids) setWaiting((known) => new Set([...known, ...ids]));
  });

  useEffect(() => {
    const stop = listenLive((event) => hear(event));
    return () => {
      stop();
      window.clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, []);

  function show() {
    window.scrollTo({ top: 0 });
    setWaiting(new Set());
    router.refresh();
  }

  return (
    <div
      role="status"
      className="pointer-events-none sticky top-16 z-10 flex h-0 justify-center print:hidden"
    >
      {waiting.size > 0 && (
        <Button
          variant="primary"
          size="sm"
          onClick={show}
          icon={<ArrowUp size={14} aria-hidden />}
          className="pointer-events-auto rounded-full! shadow-float"
        >
          {waiting.size} new
        </Button>
      )}
    </div>
  );
}
