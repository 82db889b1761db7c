import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function LeadsLoading() {
  return (
    <>
      <PageHeader title="Leads" description="Who asked for something, by any channel and at any branch." />
      <Skeleton className="mb-4 h-7 w-96 max-w-full rounded-full" />
      <SkeletonRows rows={12} label="Loading leads" />
    </>
  );
}
