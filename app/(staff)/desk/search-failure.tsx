"use client";

import { RotateCw } from "lucide-react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** The search has no answer; what was typed stays in the box. */
export function SearchFailure({ isSignedOut, onRetry }: { isSignedOut: boolean; onRetry: () => void }) {
  if (isSignedOut) {
    return (
      <Notice
        tone="warn"
        isAlert
        className="mt-3"
        title="You are signed out"
        action={<ButtonLink href="/sign-in?next=/desk">Sign in</ButtonLink>}
      >
        Sign in again to search.
      </Notice>
    );
  }
  return (
    <Notice
      tone="bad"
      isAlert
      className="mt-3"
      title="The search does not answer"
      action={
        <Button onClick={onRetry} icon={<RotateCw size={14} aria-hidden />}>
          Retry
        </Button>
      }
    >
      What you typed is kept. Check the connection, or wait a moment.
    </Notice>
  );
}
