"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./button";

type Props = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
};

/** The browser's own modal dialog: it holds the focus, closes on Esc and gives the focus back. */
export function Dialog({ isOpen, onClose, title, description, footer, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (isOpen && !dialog?.open) dialog?.showModal();
    if (!isOpen && dialog?.open) dialog.close();
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog is for the mouse; the keyboard has Esc.
    <dialog
      ref={ref}
      onClose={onClose}
      // The padding-free dialog element itself is only hit where its backdrop is.
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      className="m-auto w-[min(32rem,calc(100vw-2rem))] rounded-dialog border border-border bg-surface p-0 text-text shadow-float backdrop:bg-backdrop"
    >
      {isOpen && (
        <div className="flex max-h-[85dvh] flex-col">
          <div className="flex items-start gap-3 px-5 pt-4">
            <h2 id={`${id}-title`} className="flex-1 text-lg font-semibold">
              {title}
            </h2>
            <Button
              variant="ghost"
              size="sm"
              aria-label="Close"
              onClick={onClose}
              icon={<X size={16} aria-hidden />}
              className="-me-2"
            />
          </div>
          {description && (
            <p id={`${id}-description`} className="px-5 text-muted">
              {description}
            </p>
          )}
          <div className="overflow-y-auto px-5 py-4">{children}</div>
          {footer && <div className="flex justify-end gap-2 border-t border-border px-5 py-3">{footer}</div>}
        </div>
      )}
    </dialog>
  );
}
