import type { ReactNode } from "react";

/** A key as it is printed on the keyboard. Hidden where there is none to press. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="pointer-coarse:hidden inline-flex h-5 min-w-5 items-center justify-center rounded-control border border-current/25 px-1 font-sans text-xs font-medium">
      {children}
    </kbd>
  );
}
