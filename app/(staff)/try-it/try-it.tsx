"use client";

import { FlaskConical } from "lucide-react";
import { useActionState } from "react";
import type { ActionState } from "@/app/_server/action";
import { Button } from "@/components/ui/button";
import { tryItAction } from "./actions";
import { CHOICES } from "./choices";

const UNTRIED: ActionState<string> = { error: null, fields: {}, result: null };

/** The demo's drawer: lets calls come in, so that there is something to see. The browser's popover opens and closes it. */
export function TryIt() {
  const [state, action, isPending] = useActionState(tryItAction, UNTRIED);
  return (
    <>
      <Button
        variant="ghost"
        popoverTarget="try-it"
        icon={<FlaskConical size={18} strokeWidth={1.75} aria-hidden />}
      >
        <span className="max-lg:sr-only">Try it</span>
      </Button>
      <div
        id="try-it"
        popover="auto"
        className="fixed inset-auto end-4 bottom-4 m-0 w-72 rounded-card border border-border bg-surface p-4 text-text shadow-float max-md:bottom-18"
      >
        <p className="font-semibold">Try it</p>
        <p className="mt-1 mb-3 text-sm text-muted">Each sends a real, signed event to this server.</p>
        <form action={action} className="flex flex-col gap-2">
          {CHOICES.map(({ key, label }) => (
            <Button key={key} type="submit" name="choice" value={key} disabled={isPending}>
              {label}
            </Button>
          ))}
        </form>
        <p role="status" className={`mt-3 min-h-5 text-sm ${state.error ? "text-bad" : "text-muted"}`}>
          {state.error ?? state.result}
        </p>
      </div>
    </>
  );
}
