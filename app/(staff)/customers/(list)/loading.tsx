import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export default function CustomersLoading() {
  return (
    <>
      <PageHeader title="Customers" description="Everybody who ever got in touch, one row per person." />
      <Skeleton className="mb-4 h-7 w-96 max-w-full rounded-full" />
      <SkeletonRows rows={12} label="Loading customers" />
    </>
  );
}
