"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FactField } from "./facts";

type Props = {
  customerId: string;
  field: FactField;
  label: string;
  text: string;
  problem: string | null;
  /** Whether a person opened it on this page, and so expects the cursor in it. */
  isFocused: boolean;
  /** What the browser sends the form to when there are no scripts. */
  action: (form: FormData) => void;
  onSave: (text: string) => void;
  onCancel: () => void;
};

/** Enter saves, Esc cancels. An empty field clears the fact. */
export function FactForm({
  customerId,
  field,
  label,
  text,
  problem,
  isFocused,
  action,
  onSave,
  onCancel,
}: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isFocused) return;
    input.current?.focus();
    input.current?.select();
  }, [isFocused]);
  return (
    <form
      action={action}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(input.current?.value ?? "");
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.nativeEvent.isComposing) onCancel();
      }}
      className="flex flex-wrap gap-2"
    >
      <input type="hidden" name="customerId" value={customerId} />
      <input type="hidden" name="field" value={field} />
      <input type="hidden" name="then" value="return" />
      <Input
        ref={input}
        name="text"
        type="text"
        inputMode={field === "email" ? "email" : undefined}
        autoComplete="off"
        dir="auto"
        defaultValue={text}
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
      />
      <span className="flex gap-1">
        <SubmitButton size="sm" className="h-9">
          Save
        </SubmitButton>
        <ButtonLink
          href="?"
          variant="ghost"
          size="sm"
          className="h-9"
          prefetch={false}
          scroll={false}
          role="button"
          onClick={(event) => {
            event.preventDefault();
            onCancel();
          }}
        >
          Cancel
        </ButtonLink>
      </span>
      {problem && (
        <p id={`${id}-problem`} role="alert" className="flex w-full items-start gap-1.5 text-sm text-bad">
          <CircleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
          {label} was not saved: {problem}
        </p>
      )}
    </form>
  );
}
