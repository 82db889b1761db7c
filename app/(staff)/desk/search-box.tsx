"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { LoaderCircle, Search, X } from "lucide-react";
import { type ComponentProps, type Ref, useState } from "react";
import { Button } from "@/components/ui/button";

type Props = {
  ref: Ref<HTMLInputElement>;
  isWaiting: boolean;
  isFilled: boolean;
  onKeyDown: ComponentProps<typeof Autocomplete.Input>["onKeyDown"];
  onPaste: () => void;
  onClear: () => void;
};

/** The box itself. What is typed stays as typed: no mask, no reformatting. */
export function SearchBox({ ref, isWaiting, isFilled, onKeyDown, onPaste, onClear }: Props) {
  // A phone's number pad has no letters, and its letters hide the digits; the person chooses.
  const [hasLetters, setHasLetters] = useState(false);
  return (
    <div className="flex h-14 items-center gap-1 rounded-card border border-control bg-surface ps-4 pe-1 sm:gap-2 sm:pe-2 shadow-lift focus-within:border-accent focus-within:outline-2 focus-within:outline-accent">
      <Search size={20} aria-hidden className="shrink-0 text-muted max-sm:hidden" />
      <Autocomplete.Input
        ref={ref}
        type="search"
        aria-label="Find by phone or name"
        placeholder="Phone or name"
        inputMode={hasLetters ? "text" : "tel"}
        enterKeyHint="go"
        // The cursor stands in the box before the scripts arrive.
        autoFocus
        maxLength={500}
        data-phone-search
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        className="h-full min-w-0 flex-1 bg-transparent text-xl tabular outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {isWaiting && <LoaderCircle size={18} aria-hidden className="animate-late shrink-0 text-muted" />}
      <span className="hidden pointer-coarse:block">
        <Button
          variant="ghost"
          aria-label={hasLetters ? "Use the number keys" : "Use the letter keys"}
          onClick={() => setHasLetters(!hasLetters)}
        >
          {hasLetters ? "123" : "ABC"}
        </Button>
      </span>
      {isFilled && (
        <Button variant="ghost" aria-label="Clear" onClick={onClear} icon={<X size={18} aria-hidden />} />
      )}
    </div>
  );
}
