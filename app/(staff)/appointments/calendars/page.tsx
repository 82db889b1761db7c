import { CalendarSync } from "lucide-react";
import type { Metadata } from "next";
import { requirePage } from "@/app/_server/session";
import { FeedForm } from "@/components/appointment/feed-form";
import { Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { TimeText } from "@/components/ui/time-text";
import { listBranches } from "@/domain/appointments/branches";
import { listFeeds } from "@/domain/appointments/feeds";
import { env } from "@/env";
import { createFeedAction, revokeFeedAction } from "./actions";

export const metadata: Metadata = { title: "Calendar feeds" };

export default async function CalendarsPage() {
  const { ctx, user } = await requirePage("calendars.manage");
  const [branches, feeds] = await Promise.all([listBranches(ctx), listFeeds(ctx)]);
  const now = new Date();
  return (
    <>
      <PageHeader
        title="Calendar feeds"
        description="A secret address under which Google Calendar, Outlook or Apple Calendar shows a branch's appointments."
        back={{ href: "/appointments", label: "Appointments" }}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Section title="New address">
          <FeedForm branches={branches} ownBranchId={user.branchId} create={createFeedAction} />
        </Section>
        <Section title="In use" isFlush>
          {feeds.length === 0 ? (
            <EmptyState icon={<CalendarSync size={20} />} title="No address is in use">
              Make one for each calendar that should show appointments, so that each can be ended by itself.
            </EmptyState>
          ) : (
            <ul>
              {feeds.map((feed) => (
                <li
                  key={feed.id}
                  className="flex flex-wrap items-center gap-3 border-b border-border px-4 py-3 last:border-b-0"
                >
                  <div className="min-w-0 flex-1">
                    <p className="font-medium break-words">{feed.label}</p>
                    <p className="text-sm text-muted">
                      {feed.branchName} · made{" "}
                      <TimeText at={feed.createdAt} now={now} timeZone={env().ORGANISATION_TIMEZONE} /> ·{" "}
                      {feed.lastReadAt ? (
                        <>
                          last read{" "}
                          <TimeText at={feed.lastReadAt} now={now} timeZone={env().ORGANISATION_TIMEZONE} />
                        </>
                      ) : (
                        "not read yet"
                      )}
                    </p>
                  </div>
                  <form action={revokeFeedAction}>
                    <input type="hidden" name="id" value={feed.id} />
                    <SubmitButton variant="secondary" size="sm">
                      End<span className="sr-only"> {feed.label}</span>
                    </SubmitButton>
                  </form>
                </li>
              ))}
            </ul>
          )}
        </Section>
      </div>
    </>
  );
}
