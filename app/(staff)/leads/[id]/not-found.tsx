import { Inbox } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

export default function LeadNotFound() {
  return (
    <>
      <title>Lead not found · Switchboard</title>
      <PageHeader title="Lead not found" back={{ href: "/leads", label: "Leads" }} />
      <EmptyState
        icon={<Inbox size={20} />}
        title="No lead has this address"
        action={
          <ButtonLink href="/leads" variant="primary">
            Show all leads
          </ButtonLink>
        }
      >
        The address is not complete, or it belongs to something else. Look for the lead in the list.
      </EmptyState>
    </>
  );
}
