import { ChannelIcon, channelName } from "@/components/ui/channel-icon";
import { NameText } from "@/components/ui/name-text";
import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { EventItem } from "@/domain/intake/queries";
import { madeInWords } from "./effect-words";
import { RetryButton } from "./retry-button";
import type { RetryAction } from "./retry-state";

type Props = { events: EventItem[]; caption: string; now: Date; retry: RetryAction };

/** Deliveries, newest first. Times are relative; the exact one, on hover, is UTC, as providers' logs have it. */
export function EventsTable({ events, caption, now, retry }: Props) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Received</Th>
          <Th className="max-sm:hidden">Status</Th>
          <Th className="max-md:hidden">Source</Th>
          <Th className="max-sm:hidden">What came of it</Th>
          <Th isNumeric className="max-lg:hidden">
            Tries
          </Th>
          <Th>
            <span className="sr-only">Retry</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <Tr key={event.id}>
            <Td className="max-sm:w-full max-sm:max-w-0 sm:w-36">
              <RowLink href={`/intake/${event.id}`} prefetch={false}>
                <span className="sr-only">{channelName(event.source)}, </span>
                <TimeText at={event.receivedAt} now={now} timeZone="UTC" />
              </RowLink>
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1 py-0.5 text-sm text-muted md:hidden">
                <ChannelIcon channel={event.source} hasLabel />
                <span className="sm:hidden">
                  <StatusBadge status={event.status} />
                </span>
              </span>
              <div className="text-sm break-words text-muted sm:hidden">
                <Outcome event={event} now={now} />
              </div>
            </Td>
            <Td className="max-sm:hidden sm:w-32">
              <StatusBadge status={event.status} />
            </Td>
            <Td className="whitespace-nowrap max-md:hidden md:w-40">
              <ChannelIcon channel={event.source} hasLabel />
            </Td>
            <Td className="break-words max-sm:hidden">
              <Outcome event={event} now={now} />
            </Td>
            <Td isNumeric className="text-muted max-lg:hidden">
              {event.attempts}
            </Td>
            <Td className="relative z-10 w-px max-sm:align-top">
              {(event.status === "failed" || event.status === "retrying") && (
                <RetryButton id={event.id} retry={retry} size="sm" />
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Outcome({ event, now }: { event: EventItem; now: Date }) {
  const made = madeInWords(event.effects);
  return (
    <>
      {event.lastError && event.status !== "processed" && (
        <span className="line-clamp-2 text-text">{event.lastError}</span>
      )}
      {event.status === "retrying" && event.nextTryAt && (
        <span className="block text-sm text-muted">
          Next try <TimeText at={event.nextTryAt} now={now} timeZone="UTC" />
        </span>
      )}
      {(event.status === "processed" || made) && (
        <span className="block">
          {event.customer && (
            <>
              <NameText name={event.customer.name} />
              <span className="text-muted"> · </span>
            </>
          )}
          <span className="text-muted">{outcomeInWords(event, made)}</span>
        </span>
      )}
    </>
  );
}

function outcomeInWords(event: EventItem, made: string | null): string {
  if (made) return made;
  return event.effects.length > 0 ? "Nothing new: known already" : "Nothing was made of it";
}
