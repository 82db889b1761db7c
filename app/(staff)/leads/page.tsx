import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { requirePage } from "@/app/_server/session";
import { RowKeys } from "@/components/customer/row-keys";
import { areShortcutsOn } from "@/components/shell/shortcuts";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { AppError } from "@/domain/errors";
import { LEAD_STATUSES } from "@/domain/leads/input";
import { listLeads } from "@/domain/leads/queries";
import { may } from "@/domain/permissions";
import { env } from "@/env";
import { LeadFilters, leadsAddress } from "./lead-filters";
import { LeadsTable } from "./leads-table";

export const metadata: Metadata = { title: "Leads" };

const ROWS = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function LeadsPage({ searchParams }: Props) {
  const { ctx } = await requirePage("leads.read");
  const { status: asked, linked, after } = await searchParams;
  const status = LEAD_STATUSES.find((known) => known === asked);
  const isUnlinked = linked === "no";
  const { leads, next } = await listLeads(ctx, {
    status,
    linked: isUnlinked ? false : undefined,
    limit: ROWS,
    after: typeof after === "string" ? after : undefined,
  }).catch(refuseMadeUpPlace);
  const newest = leadsAddress({ status, isUnlinked });
  const isFirstPage = after === undefined;

  return (
    <>
      <RowKeys isOn={await areShortcutsOn()} />
      <PageHeader
        title="Leads"
        description="Who asked for something, by any channel and at any branch."
        actions={may(ctx.actor, "leads.write") && <ButtonLink href="/desk">Register a walk-in</ButtonLink>}
      />
      <LeadFilters status={status} isUnlinked={isUnlinked} />
      <Card>
        {leads.length === 0 ? (
          <NoLeads isFiltered={status !== undefined || isUnlinked} />
        ) : (
          <LeadsTable leads={leads} now={new Date()} timeZone={env().ORGANISATION_TIMEZONE} />
        )}
        {(next || !isFirstPage) && (
          <Pagination
            older={next ? leadsAddress({ status, isUnlinked, after: next }) : null}
            summary={
              !isFirstPage && (
                <Link href={newest} className="text-accent underline-offset-2 hover:underline">
                  Back to the newest
                </Link>
              )
            }
          />
        )}
      </Card>
    </>
  );
}

function NoLeads({ isFiltered }: { isFiltered: boolean }) {
  return (
    <EmptyState
      icon={<Inbox size={20} />}
      title={isFiltered ? "No lead is like this" : "No leads yet"}
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
        ? "Choose another status, or show them all."
        : "A call to the phone line, a lead form or a walk-in opens one."}
    </EmptyState>
  );
}

/** A place in the list that this program never handed out is an address that does not exist. */
function refuseMadeUpPlace(error: unknown): never {
  if (error instanceof AppError && error.code === "invalid") notFound();
  throw error;
}
