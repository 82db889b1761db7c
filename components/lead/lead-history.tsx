import {
  Archive,
  CircleDot,
  type LucideIcon,
  NotebookPen,
  PencilLine,
  Phone,
  Repeat,
  Sparkles,
  UserRound,
} from "lucide-react";
import { NoteForm } from "@/components/customer/note-form";
import type { Save } from "@/components/customer/saved";
import { Section } from "@/components/ui/card";
import { channelName } from "@/components/ui/channel-icon";
import { TimeText } from "@/components/ui/time-text";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { Tone } from "@/components/ui/tone";
import type { LeadDetail, LeadEventView } from "@/domain/leads/lead-detail";
import { eventInWords } from "./lead-words";

const LOOKS: Record<LeadEventView["kind"], { icon: LucideIcon; tone: Tone }> = {
  note: { icon: NotebookPen, tone: "neutral" },
  status: { icon: CircleDot, tone: "info" },
  assignee: { icon: UserRound, tone: "info" },
  branch: { icon: PencilLine, tone: "neutral" },
  interest: { icon: PencilLine, tone: "neutral" },
  enquiry: { icon: Repeat, tone: "warn" },
  number: { icon: Phone, tone: "ok" },
  archive: { icon: Archive, tone: "neutral" },
  junk: { icon: Archive, tone: "neutral" },
  test: { icon: Archive, tone: "neutral" },
};

type Props = { detail: LeadDetail; saveNote: Save | null; now: Date; timeZone: string };

/** Everything that happened with a lead, newest first, down to how it came in. */
export function LeadHistory({ detail, saveNote, now, timeZone }: Props) {
  const { lead, events, hasOlderEvents } = detail;
  return (
    <Section title="History">
      {saveNote && <NoteForm subjectId={lead.id} save={saveNote} />}
      <Timeline label="What happened, newest first">
        {events.map((event) => {
          const { icon: Icon, tone } = LOOKS[event.kind];
          return (
            <TimelineItem
              key={event.id}
              icon={<Icon size={14} />}
              tone={tone}
              title={<bdi dir="auto">{eventInWords(event)}</bdi>}
              meta={
                <span className="flex flex-wrap gap-x-1.5">
                  {event.actorName && (
                    <>
                      <bdi dir="auto">{event.actorName}</bdi>
                      <span aria-hidden>·</span>
                    </>
                  )}
                  <TimeText at={event.at} now={now} timeZone={timeZone} />
                </span>
              }
            >
              <Content event={event} />
            </TimelineItem>
          );
        })}
        {!hasOlderEvents && (
          <TimelineItem
            icon={<Sparkles size={14} />}
            tone="warn"
            title={`Came in by ${channelName(lead.source).toLowerCase()}`}
            meta={<TimeText at={lead.createdAt} now={now} timeZone={timeZone} />}
          />
        )}
      </Timeline>
      {hasOlderEvents && <p className="mt-4 text-sm text-muted">Older steps are not shown.</p>}
    </Section>
  );
}

function Content({ event }: { event: LeadEventView }) {
  switch (event.kind) {
    case "note":
    case "enquiry":
      return (
        event.body && (
          <p dir="auto" className="whitespace-pre-wrap text-text">
            {event.body}
          </p>
        )
      );
    case "number":
      return event.before !== event.after && <BeforeAfter event={event} dir="ltr" />;
    case "interest":
      return <BeforeAfter event={event} dir="auto" />;
    default:
      return null;
  }
}

function BeforeAfter({ event, dir }: { event: LeadEventView; dir: "ltr" | "auto" }) {
  return (
    <p>
      <span className="sr-only">Before: </span>
      <del className="break-words">
        <bdi dir={dir}>{event.before ?? "nothing"}</bdi>
      </del>{" "}
      <span className="sr-only">Now: </span>
      <ins className="break-words text-text no-underline">
        <bdi dir={dir}>{event.after ?? "nothing"}</bdi>
      </ins>
    </p>
  );
}
