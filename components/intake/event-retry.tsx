"use client";

import { RotateCw } from "lucide-react";
import { useActionState } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import type { EventStatus } from "@/domain/intake/rules";
import { RefreshWhile } from "./refresh-while";
import { retryOutcome } from "./retry-outcome";
import { notRetried, type RetryAction } from "./retry-state";

type Props = {
  id: string;
  retry: RetryAction;
  hasKey: boolean;
  /** As the page has it now. */
  event: { status: EventStatus; tries: number; made: number; lastError: string | null };
};

const LOOK_AGAIN_MS = 600;

/** Has this event tried again, waits for the try, and says in words how it ended. */
export function EventRetry({ id, retry, hasKey, event }: Props) {
  const [state, send, isPending] = useActionState(retry, notRetried);
  const outcome = state.result && retryOutcome(state.result, event);
  const isUnderWay = isPending || outcome?.kind === "under_way";
  return (
    <div data-event data-no-print className="mb-4 flex flex-wrap items-start gap-3">
      <form action={send}>
        <input type="hidden" name="id" value={id} />
        <button
          type="submit"
          data-retry
          aria-busy={isUnderWay}
          onClick={(press) => isUnderWay && press.preventDefault()}
          className={buttonStyle({ variant: event.status === "failed" ? "primary" : "secondary" })}
        >
          <RotateCw size={16} aria-hidden />
          {isUnderWay ? "Retrying" : "Retry"}
          {hasKey && <Kbd>r</Kbd>}
        </button>
      </form>
      {/* Also when the page came without the answer's state: by a reload, or from somebody else's press. */}
      <RefreshWhile
        isOn={outcome?.kind === "under_way" || event.status === "waiting"}
        everyMs={LOOK_AGAIN_MS}
      />
      <div role="status" className="min-w-0 flex-1 basis-64 empty:hidden">
        {!isUnderWay && outcome && <Notice tone={outcome.tone}>{outcome.words}</Notice>}
        {!isUnderWay && state.error && <Notice tone="bad">{state.error}</Notice>}
      </div>
    </div>
  );
}
