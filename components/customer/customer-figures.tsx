import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { StatusBadge } from "@/components/ui/status-badge";
import { TimeText } from "@/components/ui/time-text";
import type { CustomerView } from "@/domain/customers/view";

type Props = { customer: CustomerView; now: Date; timeZone: string };

/** What the customer is worth, on which plan, and when they were last heard from: one strip under the name. */
export function CustomerFigures({ customer, now, timeZone }: Props) {
  const { subscription, lastSeenAt } = customer;
  return (
    <Card className="mb-4">
      <dl className="grid grid-cols-2 sm:grid-cols-4 print:grid-cols-4">
        <Figure label="LTV" value={<Money amount={customer.ltvAmount} currency={customer.currency} />} />
        <Figure
          label="Plan"
          value={subscription?.planName ?? <NotKnown word="No plan" />}
          detail={subscription && <PlanEnd subscription={subscription} now={now} timeZone={timeZone} />}
        />
        <Figure
          label="Last seen"
          value={
            lastSeenAt ? (
              <TimeText at={lastSeenAt} now={now} timeZone={timeZone} />
            ) : (
              <NotKnown word="Never" />
            )
          }
        />
        <Figure label="Consent" value={<StatusBadge status={customer.consentStatus} />} />
      </dl>
    </Card>
  );
}

function Figure({ label, value, detail }: { label: string; value: ReactNode; detail?: ReactNode }) {
  return (
    <div className="border-border px-4 py-2.5 max-sm:odd:border-e max-sm:[&:nth-child(-n+2)]:border-b sm:not-last:border-e">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="flex flex-wrap items-baseline gap-x-2 text-lg font-semibold">
        {value}
        {detail && <span className="text-sm font-normal">{detail}</span>}
      </dd>
    </div>
  );
}

type PlanEndProps = { subscription: NonNullable<CustomerView["subscription"]>; now: Date; timeZone: string };

function PlanEnd({ subscription, now, timeZone }: PlanEndProps) {
  const isOver = subscription.endDate <= now;
  return (
    <span className={isOver ? "text-warn" : "text-muted"}>
      {isOver ? "ended" : subscription.status === "cancel_scheduled" ? "cancelled, until" : "until"}{" "}
      <TimeText at={subscription.endDate} now={now} timeZone={timeZone} format="date" />
    </span>
  );
}

const NotKnown = ({ word }: { word: string }) => <span className="font-normal text-muted">{word}</span>;
