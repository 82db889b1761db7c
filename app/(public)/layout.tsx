import type { ReactNode } from "react";

/** Pages that need no sign-in: one thing in the middle of the screen. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="flex min-h-dvh flex-col items-center justify-center px-4 py-10 outline-none"
    >
      {children}
    </main>
  );
}
