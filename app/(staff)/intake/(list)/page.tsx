import { Inbox, RefreshCw, RotateCw } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { requirePage } from "@/app/_server/session";
import { RowKeys } from "@/components/customer/row-keys";
import { EventsTable } from "@/components/intake/events-table";
import { IntakeKeys } from "@/components/intake/intake-keys";
import { RefreshWhile } from "@/components/intake/refresh-while";
import { LiveRefresh } from "@/components/live/live-refresh";
import { areShortcutsOn } from "@/components/shell/shortcuts";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { AppError } from "@/domain/errors";
import { COUNTED_AT_MOST, countEvents, listEvents, listSources } from "@/domain/intake/queries";
import { isPhoneLike } from "@/domain/intake/rules";
import { retryEvent, searchEvents } from "../actions";
import { intakeAddress, readFilter } from "../address";
import { EventFilters } from "./event-filters";
import { EventSearch } from "./event-search";
import { RetriedNotice } from "./retried-notice";

export const metadata: Metadata = { title: "Intake" };

const ROWS = 50;
const LOOK_AGAIN_MS = 2000;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function IntakePage({ searchParams }: Props) {
  const { ctx } = await requirePage("intake.repair");
  const asked = await searchParams;
  const filter = readFilter(asked);
  // Only a hand-made address has a number in it; it is not honoured, so that nobody learns to share one.
  if (filter.q && isPhoneLike(filter.q)) notFound();
  const after = typeof asked.after === "string" ? asked.after : undefined;
  const now = new Date();
  const { status, ...others } = filter;
  const [{ events, next }, counts, sources, areKeysOn] = await Promise.all([
    listEvents(ctx, { ...filter, limit: ROWS, after }).catch(refuseMadeUpPlace),
    countEvents(ctx, others).catch(refuseMadeUpPlace),
    listSources(ctx),
    areShortcutsOn(),
  ]);
  const isFiltered = Object.values(filter).some(Boolean);

  return (
    <>
      <RowKeys isOn={areKeysOn} />
      <IntakeKeys isOn={areKeysOn} />
      {!after && <LiveRefresh kind="intake" />}
      <RefreshWhile isOn={counts.waiting > 0 && !after} everyMs={LOOK_AGAIN_MS} />
      <PageHeader
        title="Intake"
        description="Everything that was received, as it came, and what became of it."
        actions={
          <>
            <ButtonLink href="/intake/sync" icon={<RefreshCw size={16} aria-hidden />}>
              Sync
            </ButtonLink>
            {counts.failed > 0 && (
              <ButtonLink
                href={intakeAddress({ ...others }, { path: "/intake/retry" })}
                icon={<RotateCw size={16} aria-hidden />}
              >
                Retry {counts.failed === COUNTED_AT_MOST ? "1,000+" : counts.failed} failed
              </ButtonLink>
            )}
          </>
        }
      />
      <RetriedNotice retried={asked.retried} waiting={counts.waiting} />
      <EventSearch
        key={intakeAddress(filter, { after })}
        filter={filter}
        search={searchEvents}
        retry={retryEvent}
      >
        <EventFilters filter={filter} counts={counts} sources={sources} now={now} />
        <Card>
          {events.length === 0 ? (
            <NoEvents isFiltered={isFiltered} isFailed={status === "failed"} />
          ) : (
            <EventsTable
              events={events}
              caption={status === "failed" ? "Failed events, the last to fail first" : "Events, newest first"}
              now={now}
              retry={retryEvent}
            />
          )}
          {(next || after) && (
            <Pagination
              older={next ? intakeAddress(filter, { after: next }) : null}
              summary={
                after && (
                  <Link
                    href={intakeAddress(filter)}
                    className="text-accent underline-offset-2 hover:underline"
                  >
                    Back to the newest
                  </Link>
                )
              }
            />
          )}
        </Card>
      </EventSearch>
    </>
  );
}

function NoEvents({ isFiltered, isFailed }: { isFiltered: boolean; isFailed: boolean }) {
  if (!isFiltered) {
    return (
      <EmptyState icon={<Inbox size={20} />} title="Nothing has been received yet">
        The first call, message or lead that a provider sends appears here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Inbox size={20} />}
      title={isFailed ? "Nothing has failed" : "No event is like this"}
      action={<ButtonLink href="/intake">Show all events</ButtonLink>}
    >
      {isFailed
        ? "Everything that was received has been processed, or still will be."
        : "Choose another filter, or show them all."}
    </EmptyState>
  );
}

/** A place in the list, or a time, that this program never handed out is an address that does not exist. */
function refuseMadeUpPlace(error: unknown): never {
  if (error instanceof AppError && error.code === "invalid") notFound();
  throw error;
}
