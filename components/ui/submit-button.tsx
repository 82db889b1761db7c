"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";

type Props = ComponentProps<"button"> & { variant?: ButtonVariant; size?: ButtonSize; pendingLabel?: string };

/** Sends the form it is in, and shows that the answer is awaited. A second press while waiting does nothing. */
export function SubmitButton({
  variant = "primary",
  size,
  pendingLabel,
  className,
  children,
  ...rest
}: Props) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      data-button
      {...rest}
      // Not `disabled`: that would throw the focus away and silence the label for a screen reader.
      aria-busy={pending}
      onClick={(event) => (pending ? event.preventDefault() : rest.onClick?.(event))}
      className={buttonStyle({ variant, size, className })}
    >
      {pending && pendingLabel ? pendingLabel : children}
    </button>
  );
}
