import { Button } from "@/components/ui/button";
import { channelName } from "@/components/ui/channel-icon";
import { Field } from "@/components/ui/field";
import { FilterChips } from "@/components/ui/filter-chips";
import { Input } from "@/components/ui/input";
import { COUNTED_AT_MOST } from "@/domain/intake/queries";
import { EVENT_STATUSES, type EventStatus, readInstant } from "@/domain/intake/rules";
import { intakeAddress, type ListFilter } from "../address";

const STATUS_WORDS: Record<EventStatus, string> = {
  waiting: "Waiting",
  retrying: "Retrying",
  processed: "Processed",
  failed: "Failed",
};
const PERIODS = [
  { from: undefined, label: "Any time" },
  { from: "1h", label: "Last hour" },
  { from: "24h", label: "Last 24 hours" },
  { from: "7d", label: "Last 7 days" },
] as const;

type Props = { filter: ListFilter; counts: Record<EventStatus, number>; sources: string[]; now: Date };

/** By status, source and time; each choice is an address. */
export function EventFilters({ filter, counts, sources, now }: Props) {
  const isOwnPeriod = filter.to !== undefined || !PERIODS.some(({ from }) => from === filter.from);
  return (
    <div className="mb-4 flex flex-col gap-2">
      <FilterChips
        label="Status"
        items={[
          {
            label: "All",
            href: intakeAddress({ ...filter, status: undefined }),
            isCurrent: !filter.status,
          },
          ...EVENT_STATUSES.map((status) => ({
            label: STATUS_WORDS[status],
            href: intakeAddress({ ...filter, status }),
            count: Math.min(counts[status], COUNTED_AT_MOST - 1),
            hasMore: counts[status] === COUNTED_AT_MOST,
            isCurrent: filter.status === status,
          })),
        ]}
      />
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <FilterChips
          label="Source"
          items={[
            {
              label: "All sources",
              href: intakeAddress({ ...filter, source: undefined }),
              isCurrent: !filter.source,
            },
            ...sources.map((source) => ({
              label: channelName(source),
              href: intakeAddress({ ...filter, source }),
              isCurrent: filter.source === source,
            })),
          ]}
        />
        <FilterChips
          label="Time"
          items={PERIODS.map(({ from, label }) => ({
            label,
            href: intakeAddress({ ...filter, from, to: undefined }),
            isCurrent: !isOwnPeriod && filter.from === from,
          }))}
        />
      </div>
      <details open={isOwnPeriod} data-no-print>
        <summary className="w-fit cursor-pointer rounded-control py-1 text-sm font-medium text-muted hover:text-text">
          Choose a period
        </summary>
        {/* A plain form with GET: the address is the state. */}
        <form action="/intake" className="mt-1 flex flex-wrap items-end gap-3">
          {(["status", "source", "q"] as const).map(
            (name) => filter[name] && <input key={name} type="hidden" name={name} value={filter[name]} />,
          )}
          {(["from", "to"] as const).map((name) => (
            <Field key={name} label={name === "from" ? "From (UTC)" : "Until (UTC)"}>
              {(control) => (
                <Input
                  {...control}
                  type="datetime-local"
                  name={name}
                  defaultValue={minuteOf(filter[name], now)}
                />
              )}
            </Field>
          ))}
          <Button type="submit" className="h-9">
            Show this period
          </Button>
        </form>
      </details>
    </div>
  );
}

/** As the browser's field wants it. */
function minuteOf(text: string | undefined, now: Date): string | undefined {
  return (text && readInstant(text, now)?.toISOString().slice(0, 16)) || undefined;
}
