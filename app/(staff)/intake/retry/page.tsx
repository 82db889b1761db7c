import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requirePage } from "@/app/_server/session";
import { RetryManyForm } from "@/components/intake/retry-many-form";
import { ButtonLink } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { channelName } from "@/components/ui/channel-icon";
import { EmptyState } from "@/components/ui/empty-state";
import { Fact, FactList } from "@/components/ui/fact-list";
import { PageHeader } from "@/components/ui/page-header";
import { TimeText } from "@/components/ui/time-text";
import { AppError } from "@/domain/errors";
import { previewReplay } from "@/domain/intake/replay-many";
import { isPhoneLike, readInstant } from "@/domain/intake/rules";
import { retryManyEvents } from "../actions";
import { intakeAddress, readFilter } from "../address";

export const metadata: Metadata = { title: "Retry failed events" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What a retry of many would take up, counted, before anybody presses. */
export default async function RetryPage({ searchParams }: Props) {
  const { ctx } = await requirePage("intake.repair");
  const { source, from, to, q } = readFilter(await searchParams);
  if (q && isPhoneLike(q)) notFound();
  const now = new Date();
  // "1h" is resolved here once, and nothing that fails after this count is taken up: what is retried is what was shown.
  const chosen = {
    source,
    q,
    from: from && (readInstant(from, now)?.toISOString() ?? notFound()),
    to: to ? (readInstant(to, now)?.toISOString() ?? notFound()) : now.toISOString(),
  };
  const preview = await previewReplay(ctx, chosen).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "invalid") notFound();
    throw error;
  });
  const back = intakeAddress({ status: "failed", source, from, to, q });
  const events =
    preview.count === 1 ? "1 failed event" : `${preview.count.toLocaleString("en")} failed events`;

  if (preview.count === 0) {
    return (
      <>
        <PageHeader title="Retry failed events" back={{ href: back, label: "Intake" }} />
        <Card>
          <EmptyState
            icon={<CircleCheck size={20} />}
            title="Nothing has failed"
            action={<ButtonLink href="/intake">Show all events</ButtonLink>}
          >
            No failed event passes this filter.
          </EmptyState>
        </Card>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={`Retry ${events}`}
        back={{ href: back, label: "Intake" }}
        description="Each is processed again as it was received. What it made the first time is found and not made twice."
      />
      <div className="grid items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <Section title="Which">
          <FactList>
            <Fact label="Failed">
              {preview.oldestAt && <TimeText at={preview.oldestAt} now={now} timeZone="UTC" />}
              {preview.newestAt && preview.newestAt.getTime() !== preview.oldestAt?.getTime() && (
                <>
                  {" to "}
                  <TimeText at={preview.newestAt} now={now} timeZone="UTC" />
                </>
              )}
            </Fact>
            {preview.bySource.map(({ source: name, count }) => (
              <Fact key={name} label={channelName(name)}>
                <span className="tabular">{count.toLocaleString("en")}</span>
              </Fact>
            ))}
            {q && <Fact label="Search">{q}</Fact>}
          </FactList>
        </Section>
        <Section title="Why they failed" isFlush>
          <ul className="divide-y divide-border">
            {preview.byError.map(({ error, count }) => (
              <li key={error} className="flex gap-4 px-4 py-2.5">
                <span className="w-12 shrink-0 text-end font-medium tabular">
                  {count.toLocaleString("en")}
                </span>
                <span className="min-w-0 break-words">{error ?? "Nothing was written down"}</span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
      <RetryManyForm
        filter={chosen}
        label={`Retry ${preview.count === 1 ? "1 event" : `${preview.count.toLocaleString("en")} events`}`}
        back={back}
        retryMany={retryManyEvents}
      />
    </>
  );
}
