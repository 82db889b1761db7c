"use client";

import "./globals.css";
import { Failure } from "@/components/shell/failure";

/** Stands in for the root layout when that itself failed, so it brings its own document. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en" dir="ltr" data-theme="system">
      <body className="min-h-dvh font-sans">
        <title>Something failed · Switchboard</title>
        <main id="main" className="flex min-h-dvh flex-col justify-center">
          <Failure error={error} />
        </main>
      </body>
    </html>
  );
}
