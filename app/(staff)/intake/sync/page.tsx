import type { Metadata } from "next";
import { requirePage } from "@/app/_server/session";
import { RefreshWhile } from "@/components/intake/refresh-while";
import { SyncCard } from "@/components/intake/sync-card";
import { PageHeader } from "@/components/ui/page-header";
import { listSyncs } from "@/domain/sync/queries";
import { syncNow } from "./actions";

export const metadata: Metadata = { title: "Sync" };

const LOOK_AGAIN_MS = 2000;

export default async function SyncPage() {
  const { ctx } = await requirePage("intake.repair");
  const now = new Date();
  const syncs = await listSyncs(ctx, now);
  return (
    <>
      <RefreshWhile isOn={syncs.some(({ runs }) => runs[0]?.state === "running")} everyMs={LOOK_AGAIN_MS} />
      <PageHeader
        title="Sync"
        back={{ href: "/intake", label: "Intake" }}
        description="Fetches from the providers what their webhooks may have missed. What is known already is found and not made twice."
      />
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
        {syncs.map((sync) => (
          <SyncCard key={sync.provider} sync={sync} now={now} start={syncNow} />
        ))}
      </div>
    </>
  );
}
