import Link from "next/link";
import { Section } from "@/components/ui/card";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { StatusBadge } from "@/components/ui/status-badge";
import { TimeText } from "@/components/ui/time-text";
import type { OpenLead } from "@/domain/customers/queries";

type Props = { leads: OpenLead[]; mayOpen: boolean; now: Date; timeZone: string };

/** What the person asked about and is still open, branch by branch. */
export function OpenLeads({ leads, mayOpen, now, timeZone }: Props) {
  const branches = new Map<string, OpenLead[]>();
  for (const lead of leads) {
    const branch = lead.branchName ?? "No branch";
    branches.set(branch, [...(branches.get(branch) ?? []), lead]);
  }
  return (
    <Section title="Open leads">
      {leads.length === 0 && <p className="text-muted">None. A walk-in, a call or a lead form opens one.</p>}
      <div className="flex flex-col gap-4">
        {[...branches].map(([branch, ofBranch]) => (
          <div key={branch}>
            <h3 className="mb-1.5 text-sm font-medium text-muted">
              <bdi dir="auto">{branch}</bdi> · {ofBranch.length}
            </h3>
            <ul className="flex flex-col gap-2.5">
              {ofBranch.map((lead) => (
                <li key={lead.id} className="flex items-start gap-2">
                  <span className="mt-0.5">
                    <ChannelIcon channel={lead.source} />
                  </span>
                  <div className="min-w-0 flex-1">
                    <p dir="auto" className="break-words">
                      {mayOpen ? (
                        <Link
                          href={`/leads/${lead.id}`}
                          className="text-accent underline-offset-2 hover:underline pointer-coarse:-my-2.5 pointer-coarse:py-2.5"
                        >
                          {lead.interest ?? "No wish noted"}
                        </Link>
                      ) : (
                        (lead.interest ?? <span className="text-muted">No wish noted</span>)
                      )}
                    </p>
                    <p className="text-sm text-muted">
                      <TimeText at={lead.createdAt} now={now} timeZone={timeZone} />
                    </p>
                  </div>
                  <StatusBadge status={lead.status} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  );
}
