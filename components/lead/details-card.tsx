import { ChevronRight } from "lucide-react";
import type { Save } from "@/components/customer/saved";
import { Section } from "@/components/ui/card";
import { Fact, FactList } from "@/components/ui/fact-list";
import { SubmitButton } from "@/components/ui/submit-button";
import { SelectField, TextareaField } from "@/components/ui/text-field";
import { NO_BRANCH } from "@/domain/leads/input";
import type { LeadView } from "@/domain/leads/view";
import { ChangeForm } from "./change-form";

type Props = {
  lead: LeadView;
  /** Absent for who may only read. */
  edit: { save: Save; branches: { id: string; name: string }[] } | null;
};

/** What they want, where, and how the provider calls it. */
export function DetailsCard({ lead, edit }: Props) {
  return (
    <Section title="Details">
      <FactList>
        <Fact label="Wants">
          {lead.interest && (
            <span dir="auto" className="whitespace-pre-wrap">
              {lead.interest}
            </span>
          )}
        </Fact>
        <Fact label="Branch">{lead.branchName && <bdi dir="auto">{lead.branchName}</bdi>}</Fact>
        <Fact label="E-mail">{lead.email && <bdi dir="ltr">{lead.email}</bdi>}</Fact>
        {!edit && (
          <Fact label="Looked after by">
            {lead.assigneeName && <bdi dir="auto">{lead.assigneeName}</bdi>}
          </Fact>
        )}
        {lead.externalId && (
          <Fact label="Its id there">
            <bdi dir="ltr" className="text-sm break-all">
              {lead.externalId}
            </bdi>
          </Fact>
        )}
      </FactList>
      {edit && <EditDetails lead={lead} {...edit} />}
    </Section>
  );
}

function EditDetails({ lead, save, branches }: { lead: LeadView } & NonNullable<Props["edit"]>) {
  const closed =
    lead.branchId && !branches.some(({ id }) => id === lead.branchId)
      ? [{ id: lead.branchId, name: lead.branchName ?? "Closed branch" }]
      : [];
  return (
    // Made anew, and so closed, when what is in it has been saved.
    <details key={`${lead.interest} ${lead.branchId}`} data-no-print className="group/edit mt-3">
      <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded-control text-sm text-muted hover:text-text pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={14}
          aria-hidden
          className="transition-transform group-open/edit:rotate-90 rtl:-scale-x-100"
        />
        Change what they want or the branch
      </summary>
      <ChangeForm leadId={lead.id} save={save} label="Details" className="mt-3 flex flex-col gap-4">
        <TextareaField
          label="What they want"
          name="interest"
          isOptional
          maxLength={1000}
          defaultValue={lead.interest ?? ""}
        />
        <SelectField label="Branch" name="branch" defaultValue={lead.branchId ?? NO_BRANCH}>
          <option value={NO_BRANCH}>No branch</option>
          {[...closed, ...branches].map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <SubmitButton variant="secondary" className="self-start">
          Save details
        </SubmitButton>
      </ChangeForm>
    </details>
  );
}
