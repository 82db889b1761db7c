"use client";

import { Toast } from "@base-ui/react/toast";
import type { ReactNode } from "react";
import { buttonStyle } from "./button-style";

type Message = { message: string; action?: { label: string; run: () => void } };

const SHOWN_FOR_MS = 10_000;

/** Confirmations and undo for the part of a page inside it. Errors belong beside what failed, never here. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={SHOWN_FOR_MS}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed end-4 bottom-4 z-40 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 max-md:bottom-20">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Toasts() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="rounded-card border border-border bg-surface shadow-float transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0"
    >
      <Toast.Content className="flex items-center gap-3 px-4 py-2.5">
        <Toast.Title className="min-w-0 flex-1 font-medium" />
        <Toast.Action data-toast-action className={buttonStyle({ size: "sm" })} />
        <Toast.Close className={buttonStyle({ variant: "ghost", size: "sm" })}>Dismiss</Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** Shows a confirmation, with what undoes it. The same action must exist in the page: a toast goes away. */
export function useToast() {
  const manager = Toast.useToastManager();
  const show = ({ message, action }: Message) => {
    const id = manager.add({
      title: message,
      actionProps: action
        ? {
            children: action.label,
            // What is undone is not confirmed any more.
            onClick: () => {
              manager.close(id);
              action.run();
            },
          }
        : undefined,
    });
  };
  return { show };
}
