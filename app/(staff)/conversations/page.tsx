import { MessagesSquare } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { requirePage } from "@/app/_server/session";
import { ConversationRow } from "@/components/conversation/conversation-row";
import { RowKeys } from "@/components/customer/row-keys";
import { LiveRefresh } from "@/components/live/live-refresh";
import { areShortcutsOn } from "@/components/shell/shortcuts";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { channelName } from "@/components/ui/channel-icon";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { CHANNELS } from "@/domain/conversations/input";
import { listConversations } from "@/domain/conversations/queries";
import { AppError } from "@/domain/errors";
import { formatPhone } from "@/domain/phone/format";
import { env } from "@/env";

export const metadata: Metadata = { title: "Conversations" };

const ROWS = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };
type Filter = { channel?: (typeof CHANNELS)[number]; isUnlinked: boolean };

const address = ({ channel, isUnlinked }: Filter, after?: string) => {
  const query = new URLSearchParams();
  if (channel) query.set("channel", channel);
  if (isUnlinked) query.set("linked", "no");
  if (after) query.set("after", after);
  return query.size > 0 ? `/conversations?${query}` : "/conversations";
};

export default async function ConversationsPage({ searchParams }: Props) {
  const { ctx } = await requirePage("conversations.read");
  const asked = await searchParams;
  const filter: Filter = {
    channel: CHANNELS.find((known) => known === asked.channel),
    isUnlinked: asked.linked === "no",
  };
  const after = typeof asked.after === "string" ? asked.after : undefined;
  const { conversations, next } = await listConversations(ctx, {
    limit: ROWS,
    after,
    channel: filter.channel,
    linked: filter.isUnlinked ? false : undefined,
  }).catch(refuseMadeUpPlace);
  const isFiltered = filter.channel !== undefined || filter.isUnlinked;
  const shown = { now: new Date(), timeZone: env().ORGANISATION_TIMEZONE };
  return (
    <>
      <RowKeys isOn={await areShortcutsOn()} />
      {!after && <LiveRefresh kind="conversation" />}
      <PageHeader title="Conversations" description="Calls and messages of every channel, newest first." />
      <div className="mb-4 flex flex-wrap gap-x-6 gap-y-2">
        <FilterChips
          label="Channel"
          items={[
            {
              label: "All channels",
              href: address({ ...filter, channel: undefined }),
              isCurrent: !filter.channel,
            },
            ...CHANNELS.map((channel) => ({
              label: channelName(channel),
              href: address({ ...filter, channel }),
              isCurrent: filter.channel === channel,
            })),
          ]}
        />
        <FilterChips
          label="Customer"
          items={[
            {
              label: "Everybody",
              href: address({ ...filter, isUnlinked: false }),
              isCurrent: !filter.isUnlinked,
            },
            {
              label: "Linked to nobody",
              href: address({ ...filter, isUnlinked: true }),
              isCurrent: filter.isUnlinked,
            },
          ]}
        />
      </div>
      <Card>
        {conversations.length === 0 ? (
          <EmptyState
            icon={<MessagesSquare size={20} />}
            title={isFiltered ? "No conversation is like this" : "No conversations yet"}
            action={isFiltered && <ButtonLink href="/conversations">Show all conversations</ButtonLink>}
          >
            {isFiltered
              ? "Choose another channel, or show them all."
              : "The first call or message opens one."}
          </EmptyState>
        ) : (
          <ul aria-label="Conversations, newest first">
            {conversations.map((item) => (
              <ConversationRow
                key={item.id}
                item={item}
                phone={item.contactPhone ? formatPhone(item.contactPhone) : null}
                {...shown}
              />
            ))}
          </ul>
        )}
        {(next || after) && (
          <Pagination
            older={next ? address(filter, next) : null}
            summary={
              after && (
                <Link href={address(filter)} className="text-accent underline-offset-2 hover:underline">
                  Back to the newest
                </Link>
              )
            }
          />
        )}
      </Card>
    </>
  );
}

/** A place in the list that this program never handed out is an address that does not exist. */
function refuseMadeUpPlace(error: unknown): never {
  if (error instanceof AppError && error.code === "invalid") notFound();
  throw error;
}
