import { ArrowLeft, ArrowRight, Unlink } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { reasonInWords } from "@/components/customer/identity-words";
import type { ScreenPhone } from "@/components/customer/phone";
import { WhyHere } from "@/components/customer/why-here";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { NameText } from "@/components/ui/name-text";
import { PhoneText } from "@/components/ui/phone-text";
import { StatusBadge } from "@/components/ui/status-badge";
import { TimeText } from "@/components/ui/time-text";
import type { Explanation } from "@/domain/customers/identity";
import type { LeadView } from "@/domain/leads/view";

type Props = {
  lead: LeadView;
  /** How the number was read; null when it could not be. */
  phone: ScreenPhone | null;
  explanation: Explanation | null;
  now: Date;
  timeZone: string;
};

/** Who asked, through what, and whose they are: the customer, or why there is none. */
export function LeadHead({ lead, phone, explanation, now, timeZone }: Props) {
  const name = lead.displayName ?? lead.customerName;
  return (
    <header className="mb-4">
      <Link
        href="/leads"
        data-no-print
        className="mb-2 inline-flex items-center gap-1.5 rounded-control text-sm text-muted hover:text-text pointer-coarse:min-h-11"
      >
        <ArrowLeft size={14} aria-hidden className="rtl:-scale-x-100" />
        Leads
      </Link>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-4">
        <span className="sm:row-span-3">
          <Avatar name={name} size="lg" />
        </span>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h1 className="min-w-0 text-2xl font-semibold tracking-tight break-words">
            <NameText name={name} />
          </h1>
          <span className="flex flex-wrap gap-1.5">
            <StatusBadge status={lead.status} />
            {lead.junkAt && <Badge tone="warn">Junk</Badge>}
            {lead.isTest && <Badge tone="warn">Test</Badge>}
            {lead.archivedAt && <Badge>Archived</Badge>}
          </span>
        </div>
        <div className="flex flex-wrap items-baseline gap-x-5 gap-y-1 text-lg max-sm:col-span-2 max-sm:mt-3 sm:mt-1">
          {phone && <PhoneText display={phone.display} country={phone.country} />}
          {lead.phoneNumber !== phone?.e164 && <Received number={lead.phoneNumber} />}
        </div>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-muted max-sm:col-span-2">
          <ChannelIcon channel={lead.source} hasLabel />
          <span aria-hidden>·</span>
          <bdi dir="auto">{lead.branchName ?? "No branch"}</bdi>
          <span aria-hidden>·</span>
          <TimeText at={lead.createdAt} now={now} timeZone={timeZone} />
        </p>
      </div>
      <div className="mt-3 flex flex-col items-start">
        {lead.customerId ? <CustomerLink lead={lead} /> : <Nobody reason={lead.unlinkedReason} />}
        {explanation && <WhyHere explanation={explanation} about="(lead)" />}
      </div>
    </header>
  );
}

/** Exactly what came in, spelling and all: that is what one compares with the source. */
function Received({ number }: { number: string | null }): ReactNode {
  if (!number) return <span className="text-base text-muted">No number came with it</span>;
  return (
    <span className="text-base text-muted">
      received as{" "}
      <bdi dir="ltr" className="tabular break-words whitespace-pre-wrap text-text">
        {number}
      </bdi>
    </span>
  );
}

function CustomerLink({ lead }: { lead: LeadView }) {
  return (
    <Link
      href={`/customers/${lead.customerId}`}
      className="inline-flex max-w-full items-center gap-1.5 font-medium text-accent underline-offset-2 hover:underline pointer-coarse:min-h-11"
    >
      <span className="min-w-0 truncate">
        Customer: <NameText name={lead.customerName} />
      </span>
      <ArrowRight size={14} aria-hidden className="shrink-0 rtl:-scale-x-100" />
    </Link>
  );
}

function Nobody({ reason }: { reason: string | null }) {
  return (
    <p className="flex items-start gap-1.5 text-warn">
      <Unlink size={16} aria-hidden className="mt-0.5 shrink-0" />
      <span>
        Linked to nobody. {reason ? `${reasonInWords(reason)}.` : "Its number has not been looked up yet."}
      </span>
    </p>
  );
}
