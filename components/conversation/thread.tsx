import { Bubble } from "@/components/ui/bubble";
import { StatusBadge } from "@/components/ui/status-badge";
import { TimeText } from "@/components/ui/time-text";
import type { MessageView } from "@/domain/conversations/view";
import { MessageContent } from "./message-content";

type Props = { messages: MessageView[]; name: string; now: Date; timeZone: string };

const dayOf = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(at);

/** What was said, oldest first, with a line between days. */
export function Thread({ messages, name, now, timeZone }: Props) {
  if (messages.length === 0)
    return <p className="text-muted">Nothing was said, or no transcript was sent.</p>;
  return (
    <ol className="flex flex-col gap-3" data-thread>
      {messages.flatMap((message, at) => {
        const day = dayOf(message.sentAt, timeZone);
        const before = messages[at - 1];
        const isNewDay = !before || dayOf(before.sentAt, timeZone) !== day;
        const separator = (
          <li key={`day ${message.id}`} className="flex items-center gap-3 py-1 text-xs text-muted">
            <span aria-hidden className="h-px flex-1 bg-border" />
            {day}
            <span aria-hidden className="h-px flex-1 bg-border" />
          </li>
        );
        const bubble = (
          <Message key={message.id} message={message} name={name} now={now} timeZone={timeZone} />
        );
        return isNewDay ? [separator, bubble] : [bubble];
      })}
    </ol>
  );
}

function Message({ message, name, now, timeZone }: { message: MessageView } & Omit<Props, "messages">) {
  if (message.author === "system") {
    return (
      <li dir="auto" className="text-center text-sm text-muted">
        {message.body ?? "A notice without words"}
      </li>
    );
  }
  const author =
    message.author === "customer" ? <bdi>{name}</bdi> : message.author === "agent" ? "Agent" : "Staff";
  const isOut = message.direction === "out";
  return (
    <Bubble
      side={message.direction}
      author={author}
      time={<TimeText at={message.sentAt} now={now} timeZone={timeZone} format="time" />}
      status={
        isOut &&
        message.status !== "received" && (
          <span className="flex flex-wrap items-center gap-2 text-sm">
            <StatusBadge status={message.status} />
            {message.statusReason && <span className="text-bad">{message.statusReason}</span>}
          </span>
        )
      }
    >
      <MessageContent message={message} />
    </Bubble>
  );
}
