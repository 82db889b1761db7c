import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { requirePage } from "@/app/_server/session";
import { CallFacts } from "@/components/conversation/call-facts";
import { PersonCard } from "@/components/conversation/person-card";
import { ReplyWindow } from "@/components/conversation/reply-window";
import { ScrollToLatest } from "@/components/conversation/scroll-to-latest";
import { Thread } from "@/components/conversation/thread";
import { reasonInWords } from "@/components/customer/identity-words";
import { WhyHere } from "@/components/customer/why-here";
import { Section } from "@/components/ui/card";
import { ChannelIcon, channelName } from "@/components/ui/channel-icon";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { StatusBadge } from "@/components/ui/status-badge";
import { TimeText } from "@/components/ui/time-text";
import { getConversation } from "@/domain/conversations/get-conversation";
import { AppError } from "@/domain/errors";
import { formatPhone } from "@/domain/phone/format";
import { env } from "@/env";

export const metadata: Metadata = { title: "Conversation" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ConversationPage({ params, searchParams }: Props) {
  const { ctx } = await requirePage("conversations.read");
  const { id } = await params;
  const { before } = await searchParams;
  const conversation = await getConversation(ctx, id, {
    before: typeof before === "string" ? before : undefined,
  }).catch(refuseUnknown);
  const { customer, call } = conversation;
  const now = new Date();
  const timeZone = conversation.timeZone ?? env().ORGANISATION_TIMEZONE;
  const name = customer?.displayName ?? conversation.contactName ?? "Unknown";
  const resolution = conversation.resolutions[0];
  return (
    <>
      <PageHeader
        title={name}
        back={{ href: "/conversations", label: "Conversations" }}
        meta={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
            <ChannelIcon channel={conversation.channel} hasLabel />
            <TimeText at={conversation.startedAt} now={now} timeZone={timeZone} format="full" />
            {conversation.branchName && <span>{conversation.branchName}</span>}
            <StatusBadge status={conversation.status} />
          </span>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="order-2 flex min-w-0 flex-col gap-4 lg:order-1">
          {conversation.summary && (
            <Section title="Summary">
              <p dir="auto" className="max-w-prose">
                {conversation.summary}
              </p>
            </Section>
          )}
          <Section title={conversation.channel === "voice" ? "Transcript" : "Messages"}>
            {conversation.earlier && (
              <p className="mb-4 text-center">
                <Link
                  href={`/conversations/${id}?before=${encodeURIComponent(conversation.earlier)}`}
                  className="font-medium text-accent underline-offset-2 hover:underline"
                >
                  Earlier messages
                </Link>
              </p>
            )}
            {conversation.channel !== "voice" && !before && <ScrollToLatest />}
            <Thread messages={conversation.messages} name={name} now={now} timeZone={timeZone} />
            {before && (
              <p className="mt-4 text-center">
                <Link
                  href={`/conversations/${id}`}
                  className="font-medium text-accent underline-offset-2 hover:underline"
                >
                  To the latest messages
                </Link>
              </p>
            )}
            {conversation.channel === "whatsapp" && !before && (
              <ReplyWindow
                lastInboundAt={conversation.lastInboundAt?.toISOString() ?? null}
                now={now.toISOString()}
              />
            )}
          </Section>
        </div>
        <aside
          aria-label="About this conversation"
          className="order-1 flex min-w-0 flex-col gap-4 lg:order-2"
        >
          {customer ? (
            <PersonCard
              customer={customer}
              phone={customer.phoneNumber ? formatPhone(customer.phoneNumber) : null}
            />
          ) : (
            <Notice tone="warn" title="Linked to nobody">
              {reasonInWords(call?.unlinkedReason ?? resolution?.reason ?? "empty")}. Once the number becomes
              known, this {channelName(conversation.channel).toLowerCase()} conversation links by itself.
            </Notice>
          )}
          {resolution && (
            <WhyHere explanation={{ ...resolution, at: resolution.createdAt }} about={`about ${name}`} />
          )}
          {conversation.appointments.length > 0 && (
            <Section title="Booked in this conversation">
              <ul className="flex flex-col gap-3">
                {conversation.appointments.map((appointment) => (
                  <li key={appointment.id} className="flex flex-col gap-0.5">
                    <span className="font-medium">{appointment.service}</span>
                    <TimeText at={appointment.startsAt} now={now} timeZone={timeZone} format="full" />
                    <span>
                      <StatusBadge status={appointment.status} />
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {call && <CallFacts call={call} now={now} timeZone={timeZone} />}
        </aside>
      </div>
    </>
  );
}

/** An id, or a place in the thread, that does not exist is a page that does not exist. */
function refuseUnknown(error: unknown): never {
  if (error instanceof AppError && (error.code === "not_found" || error.code === "invalid")) notFound();
  throw error;
}
