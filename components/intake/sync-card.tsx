import { Ban, CircleAlert, CircleCheck, CircleDot, type LucideIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { Fact, FactList } from "@/components/ui/fact-list";
import { Notice } from "@/components/ui/notice";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { TimeText } from "@/components/ui/time-text";
import type { Tone } from "@/components/ui/tone";
import type { SyncRunView, SyncView } from "@/domain/sync/queries";
import { EVERY_MINUTES, PROVIDER_NAMES, type RunState } from "@/domain/sync/rules";
import { type StartSync, SyncButton } from "./sync-button";

const STATES: Record<RunState, { word: string; icon: LucideIcon; tone: Tone }> = {
  running: { word: "Running", icon: CircleDot, tone: "info" },
  completed: { word: "Completed", icon: CircleCheck, tone: "ok" },
  failed: { word: "With errors", icon: CircleAlert, tone: "bad" },
  cut_off: { word: "Cut off", icon: Ban, tone: "warn" },
};

type Props = { sync: SyncView; now: Date; start: StartSync };

/** One provider: how its last sync went, when the next is, and a button for now. Times are UTC on hover, as providers' logs have them. */
export function SyncCard({ sync, now, start }: Props) {
  const { provider, closed, runs, nextAt } = sync;
  const name = PROVIDER_NAMES[provider];
  const [last] = runs;
  const time = { now, timeZone: "UTC" };
  const isRunning = last?.state === "running";
  return (
    <Section
      title={name}
      isFlush
      action={
        closed === null && <SyncButton provider={provider} name={name} isRunning={isRunning} start={start} />
      }
    >
      <div className="p-4">
        {closed && <Notice tone="info">{closed}</Notice>}
        {!closed && last?.error && (
          <Notice tone="warn" className="mb-4">
            {last.error}
          </Notice>
        )}
        {(!closed || last) && (
          <FactList>
            <Fact label="State">{last ? <RunBadge state={last.state} /> : "Has not run yet"}</Fact>
            <Fact label="Last run">{last && <TimeText at={last.startedAt} {...time} />}</Fact>
            <Fact label="Fetched up to">{last?.cursorAt && <TimeText at={last.cursorAt} {...time} />}</Fact>
            {!closed && (
              <Fact label="Next">
                <NextRun nextAt={nextAt} isRunning={isRunning} now={now} />
              </Fact>
            )}
          </FactList>
        )}
      </div>
      {runs.length > 0 && <Runs runs={runs} name={name} now={now} />}
    </Section>
  );
}

function NextRun({ nextAt, isRunning, now }: { nextAt: Date | null; isRunning: boolean; now: Date }) {
  if (isRunning) return `${EVERY_MINUTES} minutes after this one began`;
  if (!nextAt || nextAt <= now) return "Within a minute";
  return <TimeText at={nextAt} now={now} timeZone="UTC" />;
}

function Runs({ runs, name, now }: { runs: SyncRunView[]; name: string; now: Date }) {
  return (
    <Table caption={`The last syncs with ${name}`} className="border-t border-border">
      <thead>
        <tr>
          <Th>Started</Th>
          <Th>State</Th>
          <Th isNumeric>Fetched</Th>
          <Th isNumeric>New</Th>
          <Th isNumeric>Failed</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Tr key={run.id}>
            <Td>
              <TimeText at={run.startedAt} now={now} timeZone="UTC" />
              {!run.isScheduled && <span className="block text-sm text-muted">by hand</span>}
            </Td>
            <Td>
              <RunBadge state={run.state} />
            </Td>
            <Td isNumeric>{run.fetched.toLocaleString("en")}</Td>
            <Td isNumeric>{run.created.toLocaleString("en")}</Td>
            <Td isNumeric>{run.failed.toLocaleString("en")}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function RunBadge({ state }: { state: RunState }) {
  const { word, icon: Icon, tone } = STATES[state];
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden />}>
      {word}
    </Badge>
  );
}
