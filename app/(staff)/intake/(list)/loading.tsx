import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function IntakeLoading() {
  return (
    <>
      <PageHeader
        title="Intake"
        description="Everything that was received, as it came, and what became of it."
      />
      <Skeleton className="mb-4 h-7 w-96 max-w-full rounded-full" />
      <SkeletonRows rows={12} label="Loading events" />
    </>
  );
}
