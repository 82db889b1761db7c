import { ChevronRight } from "lucide-react";
import type { Save } from "@/components/customer/saved";
import { Section } from "@/components/ui/card";
import type { LeadView } from "@/domain/leads/view";
import { NumberForm } from "./number-form";

type Props = {
  lead: LeadView;
  countries: { code: string; name: string }[];
  usualCountry: string;
  save: Save;
};

/** In full view while the lead belongs to nobody; behind a line when it is linked and its number turns out to be wrong. */
export function ChangeNumber({ lead, ...form }: Props) {
  const number = <NumberForm leadId={lead.id} received={lead.phoneNumber} {...form} />;
  if (!lead.customerId) return <Section title="Repair the number">{number}</Section>;
  return (
    <details
      data-no-print
      className="group/number rounded-card border border-border bg-surface px-4 py-2 shadow-lift"
    >
      <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded-control text-sm text-muted hover:text-text pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={14}
          aria-hidden
          className="transition-transform group-open/number:rotate-90 rtl:-scale-x-100"
        />
        The number is wrong
      </summary>
      <div className="py-3">
        <p className="mb-3 text-sm text-muted">The lead then moves to whoever has the right number.</p>
        {number}
      </div>
    </details>
  );
}
