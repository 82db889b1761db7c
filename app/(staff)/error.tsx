"use client";

import { Failure } from "@/components/shell/failure";

export default function StaffErrorPage({ error }: { error: Error & { digest?: string } }) {
  return <Failure error={error} />;
}
