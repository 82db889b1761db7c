import { History } from "lucide-react";
import Link from "next/link";
import { Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { Pagination } from "@/components/ui/pagination";
import { Timeline } from "@/components/ui/timeline";
import type { Explanation } from "@/domain/customers/identity";
import type { TimelineEntry as Entry, TimelineKind } from "@/domain/customers/timeline";
import { NoteForm } from "./note-form";
import type { Save } from "./saved";
import { TimelineEntry } from "./timeline-entry";
import { KIND_NAMES } from "./timeline-words";

type Props = {
  customerId: string;
  entries: Entry[];
  next: string | null;
  kind: TimelineKind | undefined;
  isFirstPage: boolean;
  kinds: readonly TimelineKind[];
  explanations: Map<string, Explanation>;
  saveNote: Save | null;
  mayReadConversations: boolean;
  now: Date;
  timeZone: string;
};

/** Everything that happened, newest first. The address holds the filter and the place in the list. */
export function CustomerTimeline(props: Props) {
  const { customerId, entries, next, kind, isFirstPage, explanations, saveNote, ...shared } = props;
  const here: string = `/customers/${customerId}`;
  const of = (type: TimelineKind | undefined): string => (type ? `${here}?type=${type}` : here);
  return (
    <Section title="Timeline">
      {saveNote && <NoteForm subjectId={customerId} save={saveNote} />}
      <div data-no-print className="mb-5">
        <FilterChips
          label="Filter the timeline"
          items={[
            { href: of(undefined), label: "Everything", isCurrent: kind === undefined },
            ...props.kinds.map((type) => ({
              href: of(type),
              label: KIND_NAMES[type],
              isCurrent: kind === type,
            })),
          ]}
        />
      </div>
      {entries.length === 0 ? (
        <EmptyState
          icon={<History size={20} />}
          title={kind ? `No ${KIND_NAMES[kind].toLowerCase()}` : "Nothing yet"}
        >
          {kind
            ? "Nothing of this kind has happened with this customer."
            : "Calls, messages, visits and notes appear here as they happen."}
        </EmptyState>
      ) : (
        // On paper the newest are enough: a card is one page.
        <div className="print:[&>ol>li:nth-child(n+7)]:hidden">
          <Timeline label="What happened, newest first">
            {entries.map((entry) => (
              <TimelineEntry
                key={`${entry.kind}-${entry.id}`}
                entry={entry}
                explanation={explanations.get(entry.id)}
                mayReadConversations={shared.mayReadConversations}
                now={shared.now}
                timeZone={shared.timeZone}
              />
            ))}
          </Timeline>
        </div>
      )}
      {(next || !isFirstPage) && (
        <Pagination
          older={
            next ? `${here}?${new URLSearchParams({ ...(kind && { type: kind }), before: next })}` : null
          }
          summary={
            !isFirstPage && (
              <Link href={of(kind)} className="text-accent underline-offset-2 hover:underline">
                Back to the newest
              </Link>
            )
          }
        />
      )}
    </Section>
  );
}
