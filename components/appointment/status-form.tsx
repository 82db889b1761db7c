"use client";

import { useActionState } from "react";
import { buttonStyle } from "@/components/ui/button-style";

type State = { error: string | null; fields: Record<string, string>; result: null };
export type SetStatus = (state: State, form: FormData) => Promise<State>;

const CHOICES = {
  booked: [
    { status: "completed", word: "Completed" },
    { status: "no_show", word: "No-show" },
    { status: "cancelled", word: "Cancel" },
  ],
  over: [{ status: "booked", word: "Back to booked" }],
} as const;

type Props = { id: string; service: string; status: string; setStatus: SetStatus };

/** What became of an appointment, one press each; every press can be taken back. Works without scripts. */
export function StatusForm({ id, service, status, setStatus }: Props) {
  const [state, send, isPending] = useActionState(setStatus, { error: null, fields: {}, result: null });
  const choices = status === "booked" ? CHOICES.booked : CHOICES.over;
  return (
    <form action={send} aria-busy={isPending} data-no-print className="flex flex-wrap items-center gap-1.5">
      <input type="hidden" name="id" value={id} />
      {choices.map((choice) => (
        <button
          key={choice.status}
          type="submit"
          name="status"
          value={choice.status}
          className={buttonStyle({ variant: status === "booked" ? "secondary" : "ghost", size: "sm" })}
        >
          {choice.word}
          <span className="sr-only"> {service}</span>
        </button>
      ))}
      {state.error && (
        <p role="alert" className="w-full text-sm text-bad">
          {state.error}
        </p>
      )}
    </form>
  );
}
