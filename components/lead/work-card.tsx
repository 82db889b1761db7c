import clsx from "clsx";
import { Check } from "lucide-react";
import type { Save } from "@/components/customer/saved";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { LEAD_STATUSES, ME, UNASSIGNED } from "@/domain/leads/input";
import type { LeadView } from "@/domain/leads/view";
import { AssigneeField } from "./assignee-field";
import { ChangeForm } from "./change-form";
import { LEAD_STATUS_WORDS } from "./lead-words";

type Props = {
  lead: LeadView;
  assignees: { id: string; name: string }[];
  userId: string;
  save: Save;
};

/** What is done with a lead every day: where it stands, one press each, and who looks after it. */
export function WorkCard({ lead, assignees, userId, save }: Props) {
  return (
    <Card className="mb-4 flex flex-wrap items-end gap-x-8 gap-y-4 p-4">
      <ChangeForm leadId={lead.id} save={save} label="Status">
        <p id="lead-status" className="mb-1.5 text-sm font-medium">
          Status
        </p>
        <ol aria-labelledby="lead-status" className="flex flex-wrap gap-1.5">
          {LEAD_STATUSES.map((status) => (
            <li key={status}>
              <StatusButton status={status} isCurrent={status === lead.status} />
            </li>
          ))}
        </ol>
      </ChangeForm>
      <div className="flex flex-wrap items-end gap-2 max-sm:w-full">
        <ChangeForm
          leadId={lead.id}
          save={save}
          label="Who looks after it"
          className="flex items-end gap-2 max-sm:min-w-0 max-sm:flex-1"
        >
          <AssigneeField
            key={lead.assigneeId ?? UNASSIGNED}
            assignees={assignees}
            present={lead.assigneeId ? { id: lead.assigneeId, name: lead.assigneeName ?? "Unknown" } : null}
          />
          <SubmitButton variant="secondary" className="h-9">
            Save<span className="sr-only"> who looks after it</span>
          </SubmitButton>
        </ChangeForm>
        {lead.assigneeId !== userId && assignees.some(({ id }) => id === userId) && (
          <ChangeForm leadId={lead.id} save={save} label="Take it">
            <SubmitButton variant="secondary" className="h-9" name="assignee" value={ME}>
              Take it
            </SubmitButton>
          </ChangeForm>
        )}
      </div>
    </Card>
  );
}

function StatusButton({ status, isCurrent }: { status: LeadView["status"]; isCurrent: boolean }) {
  return (
    <button
      type="submit"
      name="status"
      value={status}
      aria-pressed={isCurrent}
      className={clsx(
        buttonStyle({ variant: "secondary", className: "h-9!" }),
        isCurrent && "border-transparent! bg-accent-bg! text-accent!",
      )}
    >
      {isCurrent && <Check size={14} aria-hidden />}
      {LEAD_STATUS_WORDS[status]}
    </button>
  );
}
