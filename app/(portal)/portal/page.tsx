import type { Metadata } from "next";
import { requirePage } from "@/app/_server/session";
import { Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Fact, FactList } from "@/components/ui/fact-list";
import { PageHeader } from "@/components/ui/page-header";
import { PhoneText } from "@/components/ui/phone-text";
import { StatusBadge } from "@/components/ui/status-badge";
import { TimeText } from "@/components/ui/time-text";
import { getOwnCustomer } from "@/domain/customers/own";
import { AppError } from "@/domain/errors";
import { formatPhone } from "@/domain/phone/format";
import { env } from "@/env";

export const metadata: Metadata = { title: "Your page" };

export default async function PortalPage() {
  const { ctx, user } = await requirePage("portal.read");
  const customer = await getOwnCustomer(ctx).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
  if (!customer) {
    return (
      <EmptyState title="Your login is not connected to a customer yet">
        Contact us from your own phone, and we connect it.
      </EmptyState>
    );
  }
  const { subscription } = customer;
  const now = new Date();
  const timeZone = env().ORGANISATION_TIMEZONE;
  return (
    <>
      <PageHeader
        title={`Hello, ${customer.displayName ?? user.name}`}
        description="What we have on file for you."
      />
      <div className="flex flex-col gap-4">
        <Section title="Your plan">
          <FactList>
            <Fact label="Plan">{subscription?.planName}</Fact>
            <Fact label="State">{subscription && <StatusBadge status={subscription.status} />}</Fact>
            <Fact label="Runs until">
              {subscription && (
                <TimeText at={subscription.endDate} now={now} timeZone={timeZone} format="date" />
              )}
            </Fact>
          </FactList>
        </Section>
        <Section title="Your details">
          <FactList>
            <Fact label="Name">{customer.displayName && <span dir="auto">{customer.displayName}</span>}</Fact>
            <Fact label="Phone">
              {customer.phoneNumber && <PhoneText display={formatPhone(customer.phoneNumber)} />}
            </Fact>
            <Fact label="E-mail">{customer.email}</Fact>
            <Fact label="Address">{customer.address && <span dir="auto">{customer.address}</span>}</Fact>
            <Fact label="Area">{customer.area && <span dir="auto">{customer.area}</span>}</Fact>
          </FactList>
        </Section>
      </div>
    </>
  );
}
