"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

const SHOWN_FOR_MS = 2000;

export function CopyText({ text, what }: { text: string; what: string }) {
  const [answer, setAnswer] = useState<"" | "Copied" | "Not copied: select the text instead">("");
  useEffect(() => {
    if (answer === "") return;
    const timer = setTimeout(() => setAnswer(""), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [answer]);

  async function copy() {
    try {
      // Absent on an address that is not https, where the browser keeps the clipboard to itself.
      await navigator.clipboard.writeText(text);
      setAnswer("Copied");
    } catch {
      setAnswer("Not copied: select the text instead");
    }
  }

  return (
    <span className="inline-flex items-center gap-1.5" data-no-print>
      <span role="status" className="text-sm text-muted empty:sr-only">
        {answer}
      </span>
      <Button
        size="sm"
        aria-label={`Copy ${what}`}
        onClick={copy}
        icon={answer === "Copied" ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      >
        Copy
      </Button>
    </span>
  );
}
