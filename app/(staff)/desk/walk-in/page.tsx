import type { Metadata } from "next";
import { requirePage } from "@/app/_server/session";
import { PageHeader } from "@/components/ui/page-header";
import { walkInChoices } from "@/domain/leads/walk-in-choices";
import { WalkInForm } from "./walk-in-form";

export const metadata: Metadata = { title: "Walk-in" };

export default async function WalkInPage() {
  const { ctx, user } = await requirePage("leads.write");
  const choices = await walkInChoices(ctx);
  return (
    <>
      <PageHeader title="Register a walk-in" back={{ href: "/desk", label: "Desk" }} />
      <WalkInForm {...choices} ownBranchId={user.branchId} />
    </>
  );
}
