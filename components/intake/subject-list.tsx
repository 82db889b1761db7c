import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { NameText } from "@/components/ui/name-text";
import { TimeText } from "@/components/ui/time-text";
import type { EventSubjects, SubjectView } from "@/domain/intake/subjects";
import { subjectWord } from "./effect-words";

/** What a delivery made or touched, each with the way to it. */
export function SubjectList({ subjects, now }: { subjects: EventSubjects; now: Date }) {
  const hidden = subjects.made + subjects.touched - subjects.shown.length;
  return (
    <>
      <ul className="flex flex-col divide-y divide-border">
        {subjects.shown.map((subject) => (
          <li
            key={`${subject.kind} ${subject.id}`}
            className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2"
          >
            <span className="min-w-0 flex-1 basis-40 break-words">
              <SubjectName subject={subject} now={now} />
            </span>
            <Badge tone={subject.isCreated ? "ok" : "neutral"}>
              {subject.isCreated ? "Made" : "Known already"}
            </Badge>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <p className="border-t border-border px-4 py-2 text-sm text-muted">
          And {hidden.toLocaleString("en")} more.
        </p>
      )}
    </>
  );
}

function SubjectName({ subject, now }: { subject: SubjectView; now: Date }) {
  const href = addressOf(subject);
  const word = subjectWord(subject.kind);
  return (
    <>
      {href ? (
        <Link
          href={href}
          prefetch={false}
          className="font-medium text-accent underline-offset-2 hover:underline"
        >
          {word}
        </Link>
      ) : (
        <span className="font-medium">{word}</span>
      )}{" "}
      {(subject.name || subject.kind === "customer") && (
        <span className="text-muted">
          <NameText name={subject.name} />
        </span>
      )}
      {subject.words && (
        <span dir="auto" className="block truncate text-sm text-muted">
          {subject.words}
          {subject.startsAt && (
            <>
              {", "}
              <TimeText at={subject.startsAt} now={now} timeZone="UTC" />
            </>
          )}
        </span>
      )}
    </>
  );
}

function addressOf(subject: SubjectView): string | null {
  switch (subject.kind) {
    case "customer":
      return `/customers/${subject.id}`;
    case "conversation":
      return `/conversations/${subject.id}`;
    case "lead":
      return `/leads/${subject.id}`;
    case "appointment":
      return subject.day && `/appointments?date=${subject.day}&branch=all`;
    default:
      return subject.conversationId && `/conversations/${subject.conversationId}`;
  }
}
