import { CalendarClock, Inbox, MessagesSquare, NotebookPen, PencilLine } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { channelName } from "@/components/ui/channel-icon";
import { StatusBadge } from "@/components/ui/status-badge";
import { TimeText } from "@/components/ui/time-text";
import { TimelineItem } from "@/components/ui/timeline";
import type { Tone } from "@/components/ui/tone";
import type { Explanation } from "@/domain/customers/identity";
import type { TimelineEntry as Entry, TimelineKind } from "@/domain/customers/timeline";
import { changeInWords, sourceInWords } from "./timeline-words";
import { WhyHere } from "./why-here";

const LOOKS: Record<TimelineKind, { icon: typeof Inbox; tone: Tone }> = {
  conversation: { icon: MessagesSquare, tone: "info" },
  appointment: { icon: CalendarClock, tone: "ok" },
  lead: { icon: Inbox, tone: "warn" },
  note: { icon: NotebookPen, tone: "neutral" },
  change: { icon: PencilLine, tone: "neutral" },
};

type Props = {
  entry: Entry;
  explanation: Explanation | undefined;
  mayReadConversations: boolean;
  now: Date;
  timeZone: string;
};

/** One thing that happened: what, by whom, through what, when. */
export function TimelineEntry({ entry, explanation, mayReadConversations, now, timeZone }: Props) {
  const { icon: Icon, tone } = LOOKS[entry.kind];
  const source = entry.actorName ?? sourceInWords(entry);
  const isSilent = entry.kind === "conversation" && !mayReadConversations;
  return (
    <TimelineItem
      icon={<Icon size={14} />}
      tone={tone}
      title={<Title entry={entry} isLinked={!isSilent} />}
      meta={
        <span className="flex flex-wrap gap-x-1.5">
          {source && (
            <>
              <bdi dir="auto">{source}</bdi>
              <span aria-hidden>·</span>
            </>
          )}
          <TimeText at={entry.at} now={now} timeZone={timeZone} />
        </span>
      }
    >
      {!isSilent && <Content entry={entry} />}
      {explanation && <WhyHere explanation={explanation} about={KIND_WORDS[entry.kind]} />}
    </TimelineItem>
  );
}

const KIND_WORDS: Record<TimelineKind, string> = {
  conversation: "(conversation)",
  appointment: "(appointment)",
  lead: "(lead)",
  note: "(note)",
  change: "(change)",
};

function Title({ entry, isLinked }: { entry: Entry; isLinked: boolean }) {
  const words = titleOf(entry);
  const address = isLinked ? addressOf(entry) : null;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      {address ? (
        <Link
          href={address}
          className="text-accent underline-offset-2 hover:underline pointer-coarse:-my-2.5 pointer-coarse:py-2.5"
        >
          {words}
        </Link>
      ) : (
        words
      )}
      {entry.status && <StatusBadge status={entry.status} />}
    </span>
  );
}

/** The page of its own that an entry has. Leads are told only to who may open them. */
function addressOf({ kind, id }: Entry): string | null {
  if (kind === "conversation") return `/conversations/${id}`;
  return kind === "lead" ? `/leads/${id}` : null;
}

function titleOf(entry: Entry): ReactNode {
  switch (entry.kind) {
    case "conversation":
      return `${channelName(entry.origin ?? "conversation")} conversation`;
    case "appointment":
      return <bdi dir="auto">{entry.title}</bdi>;
    case "lead":
      return `Lead by ${channelName(entry.origin ?? "").toLowerCase()}`;
    case "note":
      return "Note";
    case "change":
      return changeInWords(entry);
  }
}

function Content({ entry }: { entry: Entry }) {
  switch (entry.kind) {
    case "conversation":
      return (
        <p dir="auto" className="line-clamp-2">
          {entry.title ?? entry.detail}
        </p>
      );
    case "appointment":
      return <p>{entry.detail}</p>;
    case "lead":
      return (
        <p>
          {entry.title && <bdi dir="auto">{entry.title}</bdi>}
          {entry.title && entry.detail && " · "}
          {entry.detail && <bdi dir="auto">{entry.detail}</bdi>}
        </p>
      );
    case "note":
      return (
        <p dir="auto" className="whitespace-pre-wrap text-text">
          {entry.detail}
        </p>
      );
    case "change":
      return null;
  }
}
