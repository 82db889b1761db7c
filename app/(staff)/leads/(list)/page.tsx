import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { requirePage } from "@/app/_server/session";
import { RowKeys } from "@/components/customer/row-keys";
import { LiveRefresh } from "@/components/live/live-refresh";
import { areShortcutsOn } from "@/components/shell/shortcuts";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { AppError } from "@/domain/errors";
import { countLeads } from "@/domain/leads/count-leads";
import { listLeads } from "@/domain/leads/queries";
import { walkInChoices } from "@/domain/leads/walk-in-choices";
import { may } from "@/domain/permissions";
import { env } from "@/env";
import { isFiltered, leadsAddress, readFilter } from "./filter";
import { LeadFilters } from "./lead-filters";
import { LeadsTable } from "./leads-table";
import { MoreFilters } from "./more-filters";

export const metadata: Metadata = { title: "Leads" };

const ROWS = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LeadsPage({ searchParams }: Props) {
  const { ctx } = await requirePage("leads.read");
  const query = await searchParams;
  const after = typeof query.after === "string" ? query.after : undefined;
  const filter = readFilter(query);
  const { isUnlinked, status, ...rest } = filter;
  const others = { ...rest, linked: isUnlinked ? false : undefined };
  const [{ leads, next }, counts, choices] = await Promise.all([
    listLeads(ctx, { ...others, status, limit: ROWS, after }),
    countLeads(ctx, others),
    walkInChoices(ctx),
  ]).catch(refuseMadeUpAddress);
  const isFirstPage = after === undefined;
  // A rare kind is looked for among so many leads at a time.
  const isCutShort = next !== null && leads.length < ROWS;

  return (
    <>
      <RowKeys isOn={await areShortcutsOn()} />
      {isFirstPage && <LiveRefresh kind="lead" />}
      <PageHeader
        title="Leads"
        description="Who asked for something, by any channel and at any branch."
        actions={may(ctx.actor, "leads.write") && <ButtonLink href="/desk">Register a walk-in</ButtonLink>}
      />
      <LeadFilters filter={filter} counts={counts} />
      <MoreFilters filter={filter} {...choices} />
      <Card>
        {leads.length === 0 ? (
          <NoLeads isFiltered={isFiltered(filter)} isCutShort={isCutShort} />
        ) : (
          <LeadsTable leads={leads} now={new Date()} timeZone={env().ORGANISATION_TIMEZONE} />
        )}
        {(next || !isFirstPage) && (
          <Pagination
            older={next ? leadsAddress({ ...filter, after: next }) : null}
            summary={
              <>
                {isCutShort && <span className="me-3">Older leads have not been looked through yet.</span>}
                {!isFirstPage && (
                  <Link
                    href={leadsAddress(filter)}
                    className="text-accent underline-offset-2 hover:underline pointer-coarse:py-2.5"
                  >
                    Back to the newest
                  </Link>
                )}
              </>
            }
          />
        )}
      </Card>
    </>
  );
}

function NoLeads({ isFiltered, isCutShort }: { isFiltered: boolean; isCutShort: boolean }) {
  return (
    <EmptyState
      icon={<Inbox size={20} />}
      title={
        isCutShort ? "None among the newest leads" : isFiltered ? "No lead is like this" : "No leads yet"
      }
      action={
        isFiltered ? (
          <ButtonLink href="/leads">Show all leads</ButtonLink>
        ) : (
          <ButtonLink href="/desk" variant="primary">
            Register a walk-in
          </ButtonLink>
        )
      }
    >
      {isFiltered
        ? "Choose another filter, or show them all."
        : "A call to the phone line, a lead form or a walk-in opens one."}
    </EmptyState>
  );
}

/** A branch, a person or a place in the list that does not exist is an address that does not exist. */
function refuseMadeUpAddress(error: unknown): never {
  if (error instanceof AppError && error.code === "invalid") notFound();
  throw error;
}
