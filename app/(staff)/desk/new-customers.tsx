import { UserRoundSearch } from "lucide-react";
import Link from "next/link";
import { Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { NameText } from "@/components/ui/name-text";
import { PhoneText } from "@/components/ui/phone-text";
import { StageBadge } from "@/components/ui/stage-badge";
import { TimeText } from "@/components/ui/time-text";
import type { CustomerView } from "@/domain/customers/view";
import { countryOf, formatPhone } from "@/domain/phone/format";
import type { Clock } from "./result-list";

/** Whoever arrived last, for the moments when nobody stands at the desk. */
export function NewCustomers({ customers, clock }: { customers: CustomerView[]; clock: Clock }) {
  return (
    <Section
      title="New customers"
      isFlush
      action={
        <Link
          href="/customers"
          className="rounded-control text-sm font-medium text-accent hover:underline pointer-coarse:py-3"
        >
          All customers
        </Link>
      }
    >
      {customers.length === 0 ? (
        <EmptyState icon={<UserRoundSearch size={20} />} title="No customers yet">
          Type the number of whoever stands in front of you: the first walk-in is one key away.
        </EmptyState>
      ) : (
        <ul>
          {customers.map((customer) => (
            <li key={customer.id} className="border-b border-border last:border-b-0">
              <Link
                href={`/customers/${customer.id}`}
                prefetch={false}
                className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 py-2 -outline-offset-2 touch-target hover:bg-raised md:grid-cols-[minmax(0,1fr)_13rem_9rem_6rem]"
              >
                <span className="truncate font-medium">
                  <NameText name={customer.displayName} />
                </span>
                <span className="max-md:row-start-2">
                  <PhoneText
                    display={customer.phoneNumber && formatPhone(customer.phoneNumber)}
                    country={customer.phoneNumber && countryOf(customer.phoneNumber)}
                  />
                </span>
                <span className="max-md:justify-self-end">
                  <StageBadge stage={customer.customerStatus} />
                </span>
                <span className="text-end text-sm text-muted">
                  <TimeText at={customer.createdAt} {...clock} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
