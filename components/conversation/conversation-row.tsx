import { Link2Off } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { NameText } from "@/components/ui/name-text";
import { PhoneText } from "@/components/ui/phone-text";
import { RowLink } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { ConversationItem } from "@/domain/conversations/queries";

type Props = { item: ConversationItem; phone: string | null; now: Date; timeZone: string };

const AUTHORS = { customer: null, agent: "Agent", staff: "Staff", system: null } as const;

/** One line of the list: who, what was said last, when. The whole row opens the conversation. */
export function ConversationRow({ item, phone, now, timeZone }: Props) {
  const name = item.customerName ?? item.contactName;
  const author = item.lastMessage && AUTHORS[item.lastMessage.author];
  const preview = item.lastMessage?.body ?? item.summary;
  return (
    <li
      data-conversation={item.id}
      className="relative flex gap-3 border-b border-border px-4 py-3 last:border-b-0 hover:bg-raised"
    >
      <Avatar name={name} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <RowLink href={`/conversations/${item.id}`}>
            <NameText name={name} />
          </RowLink>
          {!item.customerId && (
            <Badge tone="warn" icon={<Link2Off size={12} aria-hidden />}>
              Linked to nobody
            </Badge>
          )}
          {!name && phone && <PhoneText display={phone} className="text-muted" />}
        </div>
        <p className="mt-0.5 truncate text-muted" dir="auto">
          {author && <span className="font-medium">{author}: </span>}
          {preview ?? "Nothing was said"}
        </p>
      </div>
      <div className="flex shrink-0 flex-col items-end gap-1 text-sm text-muted">
        <TimeText at={item.lastMessageAt} now={now} timeZone={timeZone} />
        <span className="flex items-center gap-2">
          {item.branchName && <span className="max-sm:hidden">{item.branchName}</span>}
          <ChannelIcon channel={item.channel} />
        </span>
      </div>
    </li>
  );
}
