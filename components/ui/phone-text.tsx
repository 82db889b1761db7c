import clsx from "clsx";
import type { ReactNode } from "react";
import { CountryChip } from "./country-chip";

type Props = { display: ReactNode; country?: string | null; isUnusual?: boolean; className?: string };

/** A number in international grouping. Its own direction is kept, or the plus sign would jump to the end in Arabic. */
export function PhoneText({ display, country, isUnusual, className }: Props) {
  if (!display) return <span className="text-muted">No number</span>;
  return (
    <span className={clsx("inline-flex max-w-full flex-wrap items-center gap-x-1.5", className)}>
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <bdi dir="ltr" className="tabular">
          {display}
        </bdi>
        {country && <CountryChip code={country} />}
      </span>
      {isUnusual && (
        <span
          className="text-xs text-warn"
          title="The numbering plan could hold it, but it is not known to be in use."
        >
          unusual
        </span>
      )}
    </span>
  );
}
