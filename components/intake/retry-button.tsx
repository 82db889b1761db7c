"use client";

import { RotateCw } from "lucide-react";
import { useActionState } from "react";
import { type ButtonSize, buttonStyle } from "@/components/ui/button-style";
import { notRetried, type RetryAction } from "./retry-state";

type Props = { id: string; retry: RetryAction; size?: ButtonSize };

/** Has one event of a list tried again; what becomes of it is seen in its row. Works without scripts. */
export function RetryButton({ id, retry, size }: Props) {
  const [state, send, isPending] = useActionState(retry, notRetried);
  return (
    <form action={send}>
      <input type="hidden" name="id" value={id} />
      <button
        type="submit"
        data-retry
        aria-busy={isPending}
        onClick={(event) => isPending && event.preventDefault()}
        className={buttonStyle({ size })}
      >
        <RotateCw size={14} aria-hidden />
        {isPending ? "Retrying" : "Retry"}
      </button>
      {state.error && (
        <p role="alert" className="mt-1 text-sm text-bad">
          {state.error}
        </p>
      )}
    </form>
  );
}
