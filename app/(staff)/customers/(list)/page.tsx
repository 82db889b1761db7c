import { Users } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { requirePage } from "@/app/_server/session";
import { CustomersTable } from "@/components/customer/customers-table";
import { RowKeys } from "@/components/customer/row-keys";
import { areShortcutsOn } from "@/components/shell/shortcuts";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { stageName } from "@/components/ui/stage-badge";
import { CUSTOMER_STATUSES } from "@/domain/customers/input";
import { listCustomers } from "@/domain/customers/queries";
import { AppError } from "@/domain/errors";
import { env } from "@/env";
import { screenPhone } from "../screen-phone";

export const metadata: Metadata = { title: "Customers" };

const ROWS = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CustomersPage({ searchParams }: Props) {
  const { ctx } = await requirePage("customers.read");
  const { status: asked, after } = await searchParams;
  const status = CUSTOMER_STATUSES.find((known) => known === asked);
  const { customers, next } = await listCustomers(ctx, {
    status,
    limit: ROWS,
    after: typeof after === "string" ? after : undefined,
  }).catch(refuseMadeUpPlace);
  const of = (stage: string | undefined): string => (stage ? `/customers?status=${stage}` : "/customers");
  const older: string | null =
    next && `/customers?${new URLSearchParams({ ...(status && { status }), after: next })}`;
  const isFirstPage = after === undefined;

  return (
    <>
      <RowKeys isOn={await areShortcutsOn()} />
      <PageHeader title="Customers" description="Everybody who ever got in touch, one row per person." />
      <div className="mb-4">
        <FilterChips
          label="Filter by stage"
          items={[
            { href: of(undefined), label: "All", isCurrent: !status },
            ...CUSTOMER_STATUSES.map((stage) => ({
              href: of(stage),
              label: stageName(stage),
              isCurrent: stage === status,
            })),
          ]}
        />
      </div>
      <Card>
        {customers.length === 0 ? (
          <Nobody stage={status && stageName(status)} />
        ) : (
          <CustomersTable
            rows={customers.map((customer) => ({
              customer,
              phone: customer.phoneNumber ? screenPhone(customer.phoneNumber) : null,
            }))}
            now={new Date()}
            timeZone={env().ORGANISATION_TIMEZONE}
          />
        )}
        {(older || !isFirstPage) && (
          <Pagination
            older={older}
            summary={
              !isFirstPage && (
                <Link href={of(status)} className="text-accent underline-offset-2 hover:underline">
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

function Nobody({ stage }: { stage: string | undefined }) {
  return (
    <EmptyState
      icon={<Users size={20} />}
      title={stage ? `Nobody is at the stage “${stage}”` : "No customers yet"}
      action={
        stage ? (
          <ButtonLink href="/customers">Show all customers</ButtonLink>
        ) : (
          <ButtonLink href="/desk" variant="primary">
            Register a walk-in
          </ButtonLink>
        )
      }
    >
      {stage
        ? "Customers arrive here when their stage is set."
        : "A customer appears with their first call, message, lead or visit."}
    </EmptyState>
  );
}

/** A place in the list that this program never handed out is an address that does not exist. */
function refuseMadeUpPlace(error: unknown): never {
  if (error instanceof AppError && error.code === "invalid") notFound();
  throw error;
}
