"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { type ReactNode, useRef } from "react";

import { Card } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import { ReadingLine } from "./reading-line";
import { ResultList } from "./result-list";
import { SearchBox } from "./search-box";
import { SearchFailure } from "./search-failure";
import { useDesk } from "./use-desk";

type Props = {
  userId: string;
  /** The organisation's country: numbers without a country code are read as its own. */
  homeCountry: string;
  countries: string[];
  /** Shown while the box is empty. */
  children: ReactNode;
};

/** The receptionist's search: the box, how it was understood, and who it is. */
export function DeskSearch({ userId, homeCountry, countries, children }: Props) {
  const box = useRef<HTMLInputElement>(null);
  const belowBox = useRef<HTMLDivElement>(null);
  const desk = useDesk({ userId, box, belowBox });
  return (
    <Autocomplete.Root
      inline
      open
      // The server has chosen and ordered the rows.
      filter={null}
      items={desk.groups}
      autoHighlight="always"
      // A mouse resting where a row appears must not decide what Enter opens.
      highlightItemOnHover={false}
      keepHighlight
      value={desk.text}
      onValueChange={(text, details) => details.reason !== "item-press" && desk.change(text)}
    >
      <SearchBox
        ref={box}
        isWaiting={desk.status === "waiting"}
        isFilled={desk.text !== ""}
        onKeyDown={desk.onKeyDown}
        onPaste={desk.onPaste}
        onClear={desk.clear}
      />
      <ReadingLine
        answer={desk.answer}
        isRefused={desk.isRefused}
        country={desk.country ?? desk.answer?.country ?? homeCountry}
        countries={countries}
        onChoose={desk.choose}
      />
      {(desk.status === "failed" || desk.status === "signed_out") && (
        <SearchFailure isSignedOut={desk.status === "signed_out"} onRetry={desk.retry} />
      )}
      <Card className={desk.groups.length > 0 ? "mt-3 overflow-hidden" : "hidden"}>
        <ResultList answer={desk.answer} onPick={desk.pick} />
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-border px-4 py-2 text-xs text-muted pointer-coarse:hidden">
          <span>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> choose
          </span>
          <span>
            <Kbd>Enter</Kbd> open
          </span>
          <span>
            <Kbd>Esc</Kbd> clear
          </span>
        </p>
      </Card>
      <div ref={belowBox} hidden={!desk.isEmpty} className="mt-5">
        {children}
      </div>
    </Autocomplete.Root>
  );
}
