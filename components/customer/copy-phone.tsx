"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

const SHOWN_FOR_MS = 2000;

/** Copies a number as +256772123456: what every other program understands. `kbd` marks the one that the key copies. */
export function CopyPhone({ e164, kbd }: { e164: string; kbd?: string }) {
  const [answer, setAnswer] = useState<"" | "Copied" | "Not copied: select the number instead">("");
  useEffect(() => {
    if (answer === "") return;
    const timer = setTimeout(() => setAnswer(""), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [answer]);

  async function copy() {
    try {
      // Absent on an address that is not https, where the browser keeps the clipboard to itself.
      await navigator.clipboard.writeText(e164);
      setAnswer("Copied");
    } catch {
      setAnswer("Not copied: select the number instead");
    }
  }

  return (
    <span className="inline-flex items-center gap-1.5" data-no-print>
      <Button
        variant="ghost"
        size="sm"
        kbd={kbd}
        data-copy-phone={kbd ? "" : undefined}
        aria-label={`Copy ${e164}`}
        title={`Copy ${e164}`}
        onClick={copy}
        icon={answer === "Copied" ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      />
      <span role="status" className="text-sm text-muted empty:sr-only">
        {answer}
      </span>
    </span>
  );
}
