"use client";

import { Failure } from "@/components/shell/failure";

export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <main id="main" className="flex min-h-dvh flex-col justify-center">
      <Failure error={error} />
    </main>
  );
}
