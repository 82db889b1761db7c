import { CircleAlert, CircleCheck } from "lucide-react";
import { TimeText } from "@/components/ui/time-text";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { Attempt } from "@/domain/intake/get-event";

/** Every try at one event, newest first: when, how long it took, and why it failed. */
export function AttemptList({ tries, now }: { tries: Attempt[]; now: Date }) {
  return (
    <Timeline label="Tries, newest first">
      {tries.map(({ attempt, startedAt, finishedAt, error }) => (
        <TimelineItem
          key={attempt}
          tone={error === null ? "ok" : "bad"}
          icon={error === null ? <CircleCheck size={14} /> : <CircleAlert size={14} />}
          title={`Try ${attempt}: ${error === null ? "processed" : "failed"}`}
          meta={
            <>
              <TimeText at={startedAt} now={now} timeZone="UTC" />
              {`, took ${durationInWords(finishedAt.getTime() - startedAt.getTime())}`}
            </>
          }
        >
          {error}
        </TimelineItem>
      ))}
    </Timeline>
  );
}

function durationInWords(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}
