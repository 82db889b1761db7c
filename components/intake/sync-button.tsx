"use client";

import { RefreshCw } from "lucide-react";
import { useActionState } from "react";
import { buttonStyle } from "@/components/ui/button-style";

type State = { error: string | null; fields: Record<string, string>; result: null };
export type StartSync = (state: State, form: FormData) => Promise<State>;

const notStarted: State = { error: null, fields: {}, result: null };

type Props = { provider: string; name: string; isRunning: boolean; start: StartSync };

/** Starts a sync in the background. While one is running it waits, keeping the focus. Works without scripts. */
export function SyncButton({ provider, name, isRunning, start }: Props) {
  const [state, send, isPending] = useActionState(start, notStarted);
  const isBusy = isPending || isRunning;
  return (
    <form action={send} className="flex min-w-0 flex-wrap items-center justify-end gap-2">
      {state.error && (
        <p role="alert" className="min-w-0 text-sm text-bad">
          {state.error}
        </p>
      )}
      <input type="hidden" name="provider" value={provider} />
      <button
        type="submit"
        aria-busy={isBusy}
        onClick={(event) => isBusy && event.preventDefault()}
        className={buttonStyle({ size: "sm" })}
      >
        <RefreshCw size={14} aria-hidden />
        {isBusy ? "Syncing" : "Sync now"}
        <span className="sr-only"> with {name}</span>
      </button>
    </form>
  );
}
