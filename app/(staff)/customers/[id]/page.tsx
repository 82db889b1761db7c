import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { WalkInSaved } from "@/app/(staff)/desk/walk-in/saved-notice";
import { ContactPoints } from "@/components/customer/contact-points";
import { CustomerFigures } from "@/components/customer/customer-figures";
import { CustomerHead } from "@/components/customer/customer-head";
import { CustomerKeys } from "@/components/customer/customer-keys";
import { CustomerTimeline } from "@/components/customer/customer-timeline";
import { FactsCard } from "@/components/customer/facts-card";
import { NextAppointmentCard } from "@/components/customer/next-appointment-card";
import { OpenLeads } from "@/components/customer/open-leads";
import { PrintFoot } from "@/components/customer/print-foot";
import { areShortcutsOn } from "@/components/shell/shortcuts";
import { Notice } from "@/components/ui/notice";
import { ToastProvider } from "@/components/ui/toast";
import type { ContactPointView } from "@/domain/customers/queries";
import { TIMELINE_KINDS } from "@/domain/customers/timeline";
import type { CustomerView } from "@/domain/customers/view";
import { may } from "@/domain/permissions";
import { env } from "@/env";
import { screenPhone } from "../screen-phone";
import { saveFact, saveNote } from "./actions";
import { loadCustomer } from "./load";
import { loadHistory } from "./load-history";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { detail } = await loadCustomer((await params).id);
  return { title: detail.customer.displayName ?? "Unknown customer" };
}

export default async function CustomerPage({ params, searchParams }: Props) {
  const { ctx, detail } = await loadCustomer((await params).id);
  const { customer, requestedId } = detail;
  // Not a permanent redirect: a merge can be undone, and browsers keep those for ever.
  if (requestedId.toLowerCase() !== customer.id) redirect(`/customers/${customer.id}?merged=1` as Route);

  const { type, before, edit, merged, walk_in } = await searchParams;
  const kind = TIMELINE_KINDS.find((known) => known === type);
  const history = await loadHistory(ctx, {
    customerId: customer.id,
    kind,
    before: typeof before === "string" ? before : undefined,
  });
  const areKeysOn = await areShortcutsOn();
  const when = { now: new Date(), timeZone: env().ORGANISATION_TIMEZONE };

  return (
    <ToastProvider>
      <div className="print:[zoom:0.8]">
        <CustomerKeys isOn={areKeysOn} />
        <CustomerHead
          customer={customer}
          phones={phonesOf(customer, detail.contactPoints)}
          areKeysOn={areKeysOn}
        />
        <WalkInSaved outcome={walk_in} />
        {merged !== undefined && (
          <Notice tone="info" className="mb-4">
            The address led to a customer who has been merged into this one.
          </Notice>
        )}
        <CustomerFigures customer={customer} {...when} />
        <div className="grid items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr] print:grid-cols-[20rem_minmax(0,1fr)] print:grid-rows-[auto_1fr]">
          <FactsCard
            customer={customer}
            areKeysOn={areKeysOn}
            edit={
              may(ctx.actor, "customers.write")
                ? { save: saveFact, asked: typeof edit === "string" ? edit : undefined }
                : null
            }
            {...when}
          />
          <div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1 print:col-start-2 print:row-span-2 print:row-start-1">
            <CustomerTimeline
              customerId={customer.id}
              entries={history.entries}
              next={history.next}
              kind={kind}
              kinds={TIMELINE_KINDS}
              isFirstPage={before === undefined}
              explanations={history.identity.events}
              saveNote={may(ctx.actor, "customers.note") ? saveNote : null}
              mayReadConversations={may(ctx.actor, "conversations.read")}
              {...when}
            />
          </div>
          <div className="flex flex-col gap-4">
            <NextAppointmentCard appointment={detail.nextAppointment} now={when.now} />
            <OpenLeads leads={detail.openLeads} mayOpen={may(ctx.actor, "leads.read")} {...when} />
            <ContactPoints
              points={detail.contactPoints.map((point) => ({ ...point, display: written(point) }))}
              explanations={history.identity.contactPoints}
              {...when}
            />
          </div>
        </div>
        <PrintFoot address={`${env().APP_URL}/customers/${customer.id}`} {...when} />
      </div>
    </ToastProvider>
  );
}

const written = ({ kind, value, country }: ContactPointView) =>
  kind === "phone" ? screenPhone(value, country).display : value;

/** The numbers in use, the primary one first. */
function phonesOf(customer: CustomerView, points: ContactPointView[]) {
  const inUse = points.filter((point) => point.kind === "phone" && !point.validTo);
  const isPrimary = (point: ContactPointView) => Number(point.value === customer.phoneNumber);
  return inUse
    .toSorted((a, b) => isPrimary(b) - isPrimary(a))
    .map((point) => screenPhone(point.value, point.country));
}
