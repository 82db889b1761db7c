import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Explanation } from "@/domain/customers/identity";
import { countryInWords, outcomeInWords, reasonInWords, ruleInWords } from "./identity-words";

/** Answers "why is this call, or this number, on this customer?" from what was kept when it came in. Works without scripts. */
export function WhyHere({ explanation, about }: { explanation: Explanation; about: string }) {
  const { rawValue, normalForm, alternatives, reason } = explanation;
  const country = countryInWords(explanation);
  return (
    <details data-no-print className="group/why mt-1 text-sm text-muted">
      <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded-control hover:text-text pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={14}
          aria-hidden
          className="transition-transform group-open/why:rotate-90 rtl:-scale-x-100"
        />
        Why is this here?<span className="sr-only"> {about}</span>
      </summary>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-control bg-raised px-3 py-2.5">
        <Line label="Received">{rawValue === null ? null : <Verbatim text={rawValue} />}</Line>
        <Line label="Read as">{normalForm && <Verbatim text={normalForm} />}</Line>
        <Line label="How">{ruleInWords(explanation.rule)}</Line>
        <Line label="Country">{country}</Line>
        <Line label="Also possible">
          {alternatives.length > 0 && (
            <ul>
              {alternatives.map((other) => (
                <li key={other.e164}>
                  <Verbatim text={other.e164} /> ({other.country})
                </li>
              ))}
            </ul>
          )}
        </Line>
        <Line label="Result">{outcomeInWords(explanation.outcome)}</Line>
        <Line label="Reason">{reason && reasonInWords(reason)}</Line>
      </dl>
    </details>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd className="min-w-0 break-words text-text">{children}</dd>
    </>
  );
}

/** As it came, with its own spacing: that is what the question is about. */
const Verbatim = ({ text }: { text: string }) => (
  <bdi dir="ltr" className="tabular whitespace-pre-wrap">
    {text}
  </bdi>
);
