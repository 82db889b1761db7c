import { FilterChips } from "@/components/ui/filter-chips";
import { LEAD_STATUSES } from "@/domain/leads/input";

type Filter = { status: string | undefined; isUnlinked: boolean; after?: string };

/** The address of a filtered list, or of a place in it. */
export function leadsAddress({ status, isUnlinked, after }: Filter): string {
  const query = new URLSearchParams({
    ...(status && { status }),
    ...(isUnlinked && { linked: "no" }),
    ...(after && { after }),
  });
  return query.size > 0 ? `/leads?${query}` : "/leads";
}

const WORDS: Record<(typeof LEAD_STATUSES)[number], string> = {
  new: "New",
  contacted: "Contacted",
  qualified: "Qualified",
  converted: "Converted",
  lost: "Lost",
};

/** By status, and apart from that those that belong to nobody. */
export function LeadFilters({ status, isUnlinked }: Filter) {
  return (
    <div className="mb-4 flex flex-wrap gap-x-6 gap-y-2">
      <FilterChips
        label="Filter by status"
        items={[
          { href: leadsAddress({ status: undefined, isUnlinked }), label: "Any status", isCurrent: !status },
          ...LEAD_STATUSES.map((known) => ({
            href: leadsAddress({ status: known, isUnlinked }),
            label: WORDS[known],
            isCurrent: known === status,
          })),
        ]}
      />
      <FilterChips
        label="Filter by customer"
        items={[
          {
            // Pressed again, it lets go.
            href: leadsAddress({ status, isUnlinked: !isUnlinked }),
            label: "Linked to nobody",
            isCurrent: isUnlinked,
          },
        ]}
      />
    </div>
  );
}
