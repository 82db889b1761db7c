"use client";

import { buttonStyle } from "@/components/ui/button-style";

/**
 * What a person sees when a page failed: no details, but the reference under which they are in the log. Loaded with every
 * page, so it has no icons and no router; its link is a plain one, because a fresh start is what helps here.
 */
export function Failure({ error }: { error: Error & { digest?: string } }) {
  return (
    <div role="alert" className="flex flex-col items-center gap-1 px-6 py-12 text-center">
      <h1 className="text-xl font-semibold">This page could not be shown</h1>
      <p className="max-w-[44ch] text-muted">
        Nothing you saved is lost. If it happens again, tell an admin the reference.
      </p>
      {error.digest && (
        <p className="mt-2 text-sm text-muted">
          Reference <code className="rounded-control bg-raised px-1.5 py-0.5 select-all">{error.digest}</code>
        </p>
      )}
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        {/* Next's own reset shows the same failed answer of the server again; only a reload asks it anew. */}
        <button
          type="button"
          onClick={() => window.location.reload()}
          className={buttonStyle({ variant: "primary" })}
        >
          Try again
        </button>
        <a href="/" className={buttonStyle({})}>
          Go to the start page
        </a>
      </div>
    </div>
  );
}
