import type { Save } from "@/components/customer/saved";
import { Section } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import type { LeadView } from "@/domain/leads/view";
import { ChangeForm } from "./change-form";

/** Takes a lead out of lists, search and counts, or brings it back. It is never deleted. */
export function PutAwayCard({ lead, save }: { lead: LeadView; save: Save }) {
  const marks = [
    { name: "junk", isOn: lead.junkAt !== null, on: "Mark as junk", off: "Not junk" },
    { name: "isTest", isOn: lead.isTest, on: "Mark as a test", off: "Not a test" },
    { name: "archived", isOn: lead.archivedAt !== null, on: "Archive", off: "Take out of the archive" },
  ];
  return (
    <Section title="Put away">
      <p className="text-sm text-muted">
        Junk, tests and archived leads stay on record, and in no list or count.
      </p>
      <ChangeForm leadId={lead.id} save={save} label="Put away" className="mt-3 flex flex-wrap gap-2">
        {marks.map(({ name, isOn, on, off }) => (
          <SubmitButton key={name} variant="secondary" name={name} value={isOn ? "no" : "yes"}>
            {isOn ? off : on}
          </SubmitButton>
        ))}
      </ChangeForm>
    </Section>
  );
}
