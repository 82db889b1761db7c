import type { Metadata } from "next";
import { screenPhone } from "@/app/(staff)/customers/screen-phone";
import { ChangeNumber } from "@/components/lead/change-number";
import { DetailsCard } from "@/components/lead/details-card";
import { DoneNotice } from "@/components/lead/done-notice";
import { LeadHead } from "@/components/lead/lead-head";
import { LeadHistory } from "@/components/lead/lead-history";
import { LeadKeys } from "@/components/lead/lead-keys";
import { PutAwayCard } from "@/components/lead/put-away-card";
import { WorkCard } from "@/components/lead/work-card";
import { areShortcutsOn } from "@/components/shell/shortcuts";
import { explainLead } from "@/domain/customers/identity";
import { recordLeadView } from "@/domain/leads/record-view";
import { walkInChoices } from "@/domain/leads/walk-in-choices";
import { may } from "@/domain/permissions";
import { env } from "@/env";
import { saveLead, saveLeadNote } from "./actions";
import { loadLead } from "./load";
import { numberCountries } from "./number-countries";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lead } = (await loadLead((await params).id)).detail;
  return { title: `Lead: ${lead.displayName ?? lead.customerName ?? "Unknown"}` };
}

export default async function LeadPage({ params, searchParams }: Props) {
  const { ctx, user, detail } = await loadLead((await params).id);
  const { lead, events } = detail;
  const { done } = await searchParams;
  const doneIds = typeof done === "string" ? done.split(".") : [];
  const mayWrite = may(ctx.actor, "leads.write");
  // That it was looked at is kept before anything is shown.
  const [explanation, choices, countries] = await Promise.all([
    explainLead(ctx, lead.id),
    walkInChoices(ctx),
    numberCountries(ctx, lead.branchId),
    recordLeadView(ctx, lead.id),
  ]);
  const when = { now: new Date(), timeZone: env().ORGANISATION_TIMEZONE };

  return (
    <>
      <LeadKeys isOn={await areShortcutsOn()} />
      <DoneNotice
        leadId={lead.id}
        customerName={lead.customerId && (lead.customerName ?? "Unknown")}
        events={events.filter(({ id }) => doneIds.includes(id))}
        save={saveLead}
      />
      <LeadHead
        lead={lead}
        phone={lead.phoneNumberNormalized ? screenPhone(lead.phoneNumberNormalized) : null}
        explanation={explanation}
        {...when}
      />
      {mayWrite && <WorkCard lead={lead} assignees={choices.assignees} userId={user.id} save={saveLead} />}
      <div className="grid items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-4">
          {mayWrite && <ChangeNumber lead={lead} {...countries} save={saveLead} />}
          <DetailsCard lead={lead} edit={mayWrite ? { save: saveLead, branches: choices.branches } : null} />
        </div>
        <div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <LeadHistory detail={detail} saveNote={mayWrite ? saveLeadNote : null} {...when} />
        </div>
        {mayWrite && <PutAwayCard lead={lead} save={saveLead} />}
      </div>
    </>
  );
}
