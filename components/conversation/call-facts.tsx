import { Section } from "@/components/ui/card";
import { Fact, FactList } from "@/components/ui/fact-list";
import { StatusBadge } from "@/components/ui/status-badge";
import { TimeText } from "@/components/ui/time-text";
import type { CallView } from "@/domain/conversations/view";

type Props = { call: CallView; now: Date; timeZone: string };

const DIRECTIONS = { inbound: "They called", outbound: "We called", web: "From the website" } as const;

const inWords = (seconds: number) => `${Math.floor(seconds / 60)} min ${seconds % 60} s`;

/** What the telephone knows about a call. */
export function CallFacts({ call, now, timeZone }: Props) {
  return (
    <Section title="Call">
      <FactList>
        <Fact label="Direction">{DIRECTIONS[call.direction]}</Fact>
        <Fact label="Result">{call.outcome && <StatusBadge status={call.outcome} />}</Fact>
        <Fact label="Began">
          {call.startedAt && <TimeText at={call.startedAt} now={now} timeZone={timeZone} format="full" />}
        </Fact>
        <Fact label="Lasted">{call.durationSeconds !== null && inWords(call.durationSeconds)}</Fact>
        <Fact label="From">{call.fromNumber && <bdi dir="ltr">{call.fromNumber}</bdi>}</Fact>
        <Fact label="To">{call.toNumber && <bdi dir="ltr">{call.toNumber}</bdi>}</Fact>
        <Fact label="Given">{call.customerPhone && <bdi dir="ltr">{call.customerPhone}</bdi>}</Fact>
        <Fact label="Session">
          <span className="text-sm break-all">{call.externalId}</span>
        </Fact>
      </FactList>
    </Section>
  );
}
