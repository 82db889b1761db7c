"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { listenLive } from "@/components/live/live-client";
import type { RingCard } from "@/components/live/live-events";
import { handOver } from "./desk/walk-in/handover";
import { RingCardView } from "./ring-card";

/** After its end is heard: time to finish reading, and to open who it was. */
const STAYS_FOR_MS = 30_000;
const MOST_CARDS = 3;

type Shown = RingCard & { until: number; isOver: boolean };

/** Takes in what rings now, new calls on top. What does not ring any more keeps its place a little longer. */
function merge(shown: Shown[], calls: RingCard[], now: number): Shown[] {
  const ringing = calls.map((call) => ({ ...call, until: now + call.ringsForMs, isOver: false }));
  const arrived = ringing.filter((call) => !shown.some((card) => card.id === call.id));
  const kept = shown.map((card) => {
    const still = ringing.find((call) => call.id === card.id);
    return still ?? { ...card, isOver: true, until: card.isOver ? card.until : now + STAYS_FOR_MS };
  });
  return [...arrived, ...kept].slice(0, MOST_CARDS);
}

/** Who is calling: in the top end corner, over the page and never in its way. It takes no focus and makes no sound. */
export function RingCards() {
  const router = useRouter();
  const [cards, setCards] = useState<Shown[]>([]);
  const [dismissed, setDismissed] = useState<readonly string[]>([]);

  useEffect(
    () =>
      listenLive((event) => {
        if (event.type === "calls") setCards((shown) => merge(shown, event.calls, Date.now()));
      }),
    [],
  );

  const nextEnd = Math.min(...cards.map((card) => card.until));
  useEffect(() => {
    if (nextEnd === Number.POSITIVE_INFINITY) return;
    const timer = window.setTimeout(
      () => setCards((shown) => shown.filter((card) => card.until > Date.now())),
      Math.max(0, nextEnd - Date.now()) + 50,
    );
    return () => window.clearTimeout(timer);
  }, [nextEnd]);

  function register(phoneNumber: string, displayName: string | null) {
    handOver({ phoneNumber, displayName: displayName ?? "" });
    router.push("/desk/walk-in");
  }

  const visible = cards.filter((card) => !dismissed.includes(card.id));
  // Enter in an empty desk box opens this one.
  const first = visible.find(({ caller }) => caller.kind === "known" && caller.people.length === 1);
  return (
    <aside
      aria-label="Calls"
      data-shell
      className="pointer-events-none fixed inset-x-4 top-16 z-30 sm:start-auto sm:w-88 in-[body:has([data-phone-search])]:top-54"
    >
      <div role="status" aria-atomic="false" className="flex flex-col gap-2">
        {visible.map((card) => (
          <RingCardView
            key={card.id}
            card={card}
            isOver={card.isOver}
            isFirst={card === first}
            onRegister={register}
            onDismiss={() => setDismissed((ids) => [...ids, card.id])}
          />
        ))}
      </div>
    </aside>
  );
}
