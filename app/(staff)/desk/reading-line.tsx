"use client";

import clsx from "clsx";
import { CircleAlert } from "lucide-react";
import { CountrySelect } from "@/components/phone/country-select";
import type { Answer } from "./search/answer";

type Props = {
  answer: Answer | null;
  /** Enter was pressed, and there was nothing to open. */
  isRefused: boolean;
  country: string;
  countries: string[];
  onChoose: (code: string) => void;
};

const HINT = "Any part of a number in any format, or a name.";

/** How the text was understood. Said politely to a screen reader, and never in red while somebody is still typing. */
export function ReadingLine({ answer, isRefused, country, countries, onChoose }: Props) {
  return (
    <div className="mt-2 flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1 px-1 text-sm text-muted">
      <p role="status" className={clsx("flex min-w-0 items-center gap-1.5", isRefused && "text-bad")}>
        {isRefused && <CircleAlert size={14} aria-hidden className="shrink-0" />}
        <span className="min-w-0 break-words">
          {answer ? (answer.problem ?? answer.reading) : HINT}
          {answer?.isUnusual && (
            <>
              {" "}
              <span
                className="text-warn"
                title="The numbering plan could hold it, but it is not known to be in use."
              >
                (unusual number)
              </span>
            </>
          )}
        </span>
      </p>
      <span className="flex items-center gap-1.5">
        {!answer && <span>Without a country code:</span>}
        <CountrySelect
          code={country}
          readings={answer?.readings ?? []}
          countries={countries}
          onChoose={onChoose}
        />
      </span>
    </div>
  );
}
