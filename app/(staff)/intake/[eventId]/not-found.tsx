import { FileQuestion } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

export default function EventNotFound() {
  return (
    <>
      <title>Event not found · Switchboard</title>
      <PageHeader title="Event not found" back={{ href: "/intake", label: "Intake" }} />
      <EmptyState
        icon={<FileQuestion size={20} />}
        title="No event has this address"
        action={<ButtonLink href="/intake">Show all events</ButtonLink>}
      >
        The address is not complete, or the event belongs to another database.
      </EmptyState>
    </>
  );
}
