import { Avatar } from "@/components/ui/avatar";
import { channelName } from "@/components/ui/channel-icon";
import { Money } from "@/components/ui/money";
import { NameText } from "@/components/ui/name-text";
import { PhoneText } from "@/components/ui/phone-text";
import { StageBadge } from "@/components/ui/stage-badge";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { CustomerView } from "@/domain/customers/view";
import type { ScreenPhone } from "./phone";

type Props = {
  rows: { customer: CustomerView; phone: ScreenPhone | null }[];
  now: Date;
  timeZone: string;
};

/** Customers, newest first. On a narrow screen the number stands under the name and the rest waits on the customer's page. */
export function CustomersTable({ rows, now, timeZone }: Props) {
  return (
    <Table caption="Customers, newest first">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th className="max-md:hidden">Phone</Th>
          <Th className="max-sm:hidden">Stage</Th>
          <Th isNumeric>LTV</Th>
          <Th className="max-lg:hidden">Plan</Th>
          <Th className="max-sm:hidden">Last seen</Th>
          <Th className="max-lg:hidden">Source</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ customer, phone }) => (
          <Tr key={customer.id}>
            <Td className="max-sm:w-full max-sm:max-w-0 sm:max-w-72">
              <div className="flex items-center gap-3">
                <span className="max-sm:hidden">
                  <Avatar name={customer.displayName} size="sm" />
                </span>
                <div className="min-w-0">
                  <RowLink href={`/customers/${customer.id}`} prefetch={false} className="block truncate">
                    <NameText name={customer.displayName} />
                    {!customer.displayName && phone && <span className="sr-only"> {phone.display}</span>}
                  </RowLink>
                  <span className="block text-sm text-muted md:hidden">
                    <PhoneText display={phone?.display} />
                  </span>
                  <span className="mt-1 block sm:hidden">
                    <StageBadge stage={customer.customerStatus} />
                  </span>
                </div>
              </div>
            </Td>
            <Td className="max-md:hidden">
              <PhoneText display={phone?.display} country={phone?.country} />
            </Td>
            <Td className="max-sm:hidden">
              <StageBadge stage={customer.customerStatus} />
            </Td>
            <Td isNumeric>
              <Money amount={customer.ltvAmount} currency={customer.currency} />
            </Td>
            <Td className="text-muted max-lg:hidden">{customer.subscription?.planName ?? "—"}</Td>
            <Td className="text-muted max-sm:hidden">
              {customer.lastSeenAt ? (
                <TimeText at={customer.lastSeenAt} now={now} timeZone={timeZone} />
              ) : (
                "Never"
              )}
            </Td>
            <Td className="whitespace-nowrap text-muted max-lg:hidden">
              {customer.source ? channelName(customer.source) : "—"}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
