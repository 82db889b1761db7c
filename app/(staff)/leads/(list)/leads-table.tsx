import { Unlink } from "lucide-react";
import { reasonInWords } from "@/components/customer/identity-words";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { NameText } from "@/components/ui/name-text";
import { StatusBadge } from "@/components/ui/status-badge";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { LeadView } from "@/domain/leads/view";

/** Leads, newest first. One that belongs to nobody says why. */
export function LeadsTable({ leads, now, timeZone }: { leads: LeadView[]; now: Date; timeZone: string }) {
  return (
    <Table caption="Leads, newest first">
      <thead>
        <tr>
          <Th>Who</Th>
          <Th className="max-md:hidden">Number as received</Th>
          <Th className="max-sm:hidden">Source and branch</Th>
          <Th>Status</Th>
          <Th className="max-lg:hidden">Looked after by</Th>
          <Th className="max-sm:hidden">Created</Th>
        </tr>
      </thead>
      <tbody>
        {leads.map((lead) => (
          <Tr key={lead.id}>
            <Td className="max-sm:w-full max-sm:max-w-0 sm:max-w-72">
              <Who lead={lead} />
              {lead.interest && (
                <p dir="auto" className="truncate text-sm text-muted">
                  {lead.interest}
                </p>
              )}
              <span className="block text-sm text-muted md:hidden">
                <Received number={lead.phoneNumber} />
              </span>
            </Td>
            <Td className="max-w-56 max-md:hidden">
              <Received number={lead.phoneNumber} />
            </Td>
            <Td className="max-w-48 whitespace-nowrap max-sm:hidden">
              <ChannelIcon channel={lead.source} hasLabel />
              {lead.branchName && (
                <bdi dir="auto" className="block truncate ps-5.5 text-sm text-muted">
                  {lead.branchName}
                </bdi>
              )}
            </Td>
            <Td>
              <StatusBadge status={lead.status} />
            </Td>
            <Td className="max-w-36 truncate text-muted max-lg:hidden">
              <bdi dir="auto">{lead.assigneeName ?? "Nobody"}</bdi>
            </Td>
            <Td className="text-muted max-sm:hidden">
              <TimeText at={lead.createdAt} now={now} timeZone={timeZone} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Who({ lead }: { lead: LeadView }) {
  const name = lead.displayName ?? lead.customerName;
  return (
    <>
      <RowLink href={`/leads/${lead.id}`} prefetch={false} className="block truncate">
        <NameText name={name} />
        {!name && <span className="sr-only"> {lead.phoneNumber}</span>}
      </RowLink>
      {!lead.customerId && (
        <span className="flex items-start gap-1 text-sm text-warn">
          <Unlink size={14} aria-hidden className="mt-0.5 shrink-0" />
          <span>
            Linked to nobody{lead.unlinkedReason && `: ${lowerFirst(reasonInWords(lead.unlinkedReason))}`}
          </span>
        </span>
      )}
    </>
  );
}

const lowerFirst = (words: string) =>
  /^A\b|^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;

/** Exactly what came in, spelling and all: that is what one compares with the source. */
function Received({ number }: { number: string | null }) {
  if (!number) return <span className="text-muted">No number</span>;
  return (
    <bdi dir="ltr" className="tabular break-words">
      {number}
    </bdi>
  );
}
