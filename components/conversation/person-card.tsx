import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { Fact, FactList } from "@/components/ui/fact-list";
import { NameText } from "@/components/ui/name-text";
import { PhoneText } from "@/components/ui/phone-text";
import { StageBadge } from "@/components/ui/stage-badge";
import type { ConversationDetail } from "@/domain/conversations/view";

type Props = { customer: NonNullable<ConversationDetail["customer"]>; phone: string | null };

/** The customer of a conversation, and the way to them. */
export function PersonCard({ customer, phone }: Props) {
  return (
    <Section
      title="Customer"
      action={
        <Link
          href={`/customers/${customer.id}`}
          className="text-sm font-medium text-accent underline-offset-2 hover:underline"
        >
          Open<span className="sr-only"> this customer</span>
        </Link>
      }
    >
      <FactList>
        <Fact label="Name">
          <NameText name={customer.displayName} />
        </Fact>
        <Fact label="Phone">{phone && <PhoneText display={phone} />}</Fact>
        <Fact label="E-mail">{customer.email && <span className="break-all">{customer.email}</span>}</Fact>
        <Fact label="Stage">
          <span className="flex flex-wrap gap-1.5">
            <StageBadge stage={customer.customerStatus} />
            <Badge tone={customer.isNewClient ? "info" : "neutral"}>
              {customer.isNewClient ? "New client" : "Returning"}
            </Badge>
          </span>
        </Fact>
      </FactList>
    </Section>
  );
}
