import type { Metadata } from "next";
import { requirePage } from "@/app/_server/session";
import { AttemptList } from "@/components/intake/attempt-list";
import { EventRetry } from "@/components/intake/event-retry";
import { IntakeKeys } from "@/components/intake/intake-keys";
import { SubjectList } from "@/components/intake/subject-list";
import { areShortcutsOn } from "@/components/shell/shortcuts";
import { Section } from "@/components/ui/card";
import { ChannelIcon, channelName } from "@/components/ui/channel-icon";
import { Fact, FactList } from "@/components/ui/fact-list";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { StatusBadge } from "@/components/ui/status-badge";
import { TimeText } from "@/components/ui/time-text";
import { retryEvent } from "../actions";
import { EventBody } from "./event-body";
import { loadEvent } from "./load";

type Props = { params: Promise<{ eventId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const event = await loadEvent((await params).eventId);
  return { title: `${channelName(event.source)} event` };
}

export default async function EventPage({ params }: Props) {
  await requirePage("intake.repair");
  const event = await loadEvent((await params).eventId);
  const areKeysOn = await areShortcutsOn();
  const now = new Date();
  const time = { now, timeZone: "UTC" };
  return (
    <>
      <IntakeKeys isOn={areKeysOn} back="/intake" />
      <PageHeader
        title={`${channelName(event.source)} event`}
        back={{ href: "/intake", label: "Intake" }}
        meta={
          <>
            <StatusBadge status={event.status} />
            <span>
              Received <TimeText at={event.receivedAt} {...time} />
            </span>
          </>
        }
      />
      {event.lastError && event.status !== "processed" && (
        <Notice
          tone={event.status === "failed" ? "bad" : "warn"}
          title={
            event.status === "failed"
              ? "Failed for good, until somebody retries it"
              : "Failed, and tried again by itself"
          }
          className="mb-4"
        >
          {event.lastError}
        </Notice>
      )}
      <EventRetry
        id={event.id}
        retry={retryEvent}
        hasKey={areKeysOn}
        event={{
          status: event.status,
          tries: event.tries[0]?.attempt ?? 0,
          made: event.subjects.made,
          lastError: event.lastError,
        }}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <EventBody body={event.body} />
          <Section title="Headers">
            {event.headers.length > 0 ? (
              <FactList>
                {event.headers.map(([name, value]) => (
                  <Fact key={name} label={name}>
                    <span dir="ltr">{value}</span>
                  </Fact>
                ))}
              </FactList>
            ) : (
              <p className="text-muted">None were kept.</p>
            )}
          </Section>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Section title="What it made" isFlush>
            {event.subjects.shown.length > 0 ? (
              <SubjectList subjects={event.subjects} now={now} />
            ) : (
              <p className="p-4 text-muted">
                {event.status === "processed"
                  ? "Nothing was made of it."
                  : "Nothing yet: it has not been processed."}
              </p>
            )}
          </Section>
          <Section title="Tries">
            {event.tries.length > 0 ? (
              <AttemptList tries={event.tries} now={now} />
            ) : (
              <p className="text-muted">
                {event.attempts > 0 ? `${event.attempts}, of which nothing was written down.` : "None yet."}
              </p>
            )}
            {event.nextTryAt && (
              <p className="mt-3 text-sm text-muted">
                Next try <TimeText at={event.nextTryAt} {...time} />
              </p>
            )}
          </Section>
          <Section title="About it">
            <FactList>
              <Fact label="Source">
                <ChannelIcon channel={event.source} hasLabel />
              </Fact>
              <Fact label="Event id">
                <Id text={event.id} />
              </Fact>
              <Fact label="Provider’s id">
                <Id text={event.externalId} />
              </Fact>
              <Fact label="Received">
                <TimeText at={event.receivedAt} {...time} format="full" />
              </Fact>
              <Fact label={event.status === "failed" ? "Failed" : "Processed"}>
                {event.endedAt && <TimeText at={event.endedAt} {...time} format="full" />}
              </Fact>
            </FactList>
          </Section>
        </div>
      </div>
    </>
  );
}

function Id({ text }: { text: string }) {
  return (
    <span dir="ltr" className="font-mono text-sm break-all">
      {text}
    </span>
  );
}
