import { LEAD_STATUS_WORDS } from "@/components/lead/lead-words";
import { FilterChips } from "@/components/ui/filter-chips";
import type { LeadCounts } from "@/domain/leads/count-leads";
import { LEAD_STATUSES, ME, UNASSIGNED } from "@/domain/leads/input";
import { type Filter, leadsAddress } from "./filter";

const MOST_COUNTED = 999;

/** One press each: by status, by who looks after them, and those that belong to nobody. The address holds the choice. */
export function LeadFilters({ filter, counts }: { filter: Filter; counts: LeadCounts }) {
  const of = (change: Partial<Filter>) => leadsAddress({ ...filter, ...change });
  const counted = (counts_: number) => ({
    count: Math.min(counts_, MOST_COUNTED),
    hasMore: counts.isAtLeast || counts_ > MOST_COUNTED,
  });
  const total = Object.values(counts.byStatus).reduce((sum, count) => sum + count, 0);
  // Pressed again, it lets go.
  const toggled = (assignee: string) => (filter.assignee === assignee ? undefined : assignee);
  return (
    <div className="mb-3 flex flex-wrap gap-x-6 gap-y-2">
      <FilterChips
        label="Filter by status"
        items={[
          {
            href: of({ status: undefined }),
            label: "Any status",
            isCurrent: !filter.status,
            ...counted(total),
          },
          ...LEAD_STATUSES.map((status) => ({
            href: of({ status }),
            label: LEAD_STATUS_WORDS[status],
            isCurrent: status === filter.status,
            ...counted(counts.byStatus[status] ?? 0),
          })),
        ]}
      />
      <FilterChips
        label="Filter by whose they are"
        items={[
          {
            href: of({ assignee: toggled(ME) }),
            label: "Mine",
            isCurrent: filter.assignee === ME,
          },
          {
            href: of({ assignee: toggled(UNASSIGNED) }),
            label: "Looked after by nobody",
            isCurrent: filter.assignee === UNASSIGNED,
          },
          {
            href: of({ isUnlinked: filter.isUnlinked ? undefined : true }),
            label: "Linked to nobody",
            isCurrent: filter.isUnlinked === true,
          },
        ]}
      />
    </div>
  );
}
