import { UserRoundX } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";

export default function CustomerNotFound() {
  return (
    <>
      <title>Customer not found · Switchboard</title>
      <PageHeader title="Customer not found" back={{ href: "/customers", label: "Customers" }} />
      <EmptyState
        icon={<UserRoundX size={20} />}
        title="No customer has this address"
        action={
          <ButtonLink href="/desk" variant="primary">
            Find by phone or name
          </ButtonLink>
        }
      >
        They may have been deleted, or the address is not complete. Look them up by their number instead.
      </EmptyState>
    </>
  );
}
