"use client";

import { type ReactNode, useActionState } from "react";
import { nothingSaved, type Save, type Saved } from "@/components/customer/saved";
import { Notice } from "@/components/ui/notice";

type Props = {
  leadId: string;
  save: Save;
  label: string;
  className?: string;
  /** The fields and buttons. As a function they are given the last answer, and show themselves what a field was refused for. */
  children: ReactNode | ((answer: Saved) => ReactNode);
};

/** A form that changes a lead. What is done shows on the page that comes back; a refusal stands in the form. Works without scripts. */
export function ChangeForm({ leadId, save, label, className, children }: Props) {
  const [answer, send, isPending] = useActionState(save, nothingSaved);
  const shown = typeof children === "function" ? children(answer) : children;
  const [refused] = Object.values(answer.fields);
  const fault = typeof children === "function" && refused ? null : (refused ?? answer.error);
  return (
    // Fields are made anew after a refusal: React empties a form that was sent.
    <form
      action={send}
      aria-label={label}
      aria-busy={isPending}
      data-no-print
      key={JSON.stringify(answer)}
      className={className}
    >
      <input type="hidden" name="id" value={leadId} />
      {fault && (
        <Notice tone="bad" isAlert className="w-full">
          {fault}
        </Notice>
      )}
      {shown}
    </form>
  );
}
