import { CalendarDays, CalendarPlus, ChevronLeft, ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import { requirePage } from "@/app/_server/session";
import { AppointmentRow } from "@/components/appointment/appointment-row";
import { LiveRefresh } from "@/components/live/live-refresh";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChips } from "@/components/ui/filter-chips";
import { PageHeader } from "@/components/ui/page-header";
import { type BranchChoice, listBranches } from "@/domain/appointments/branches";
import { dateInput } from "@/domain/appointments/input";
import { dayView, todayAt } from "@/domain/appointments/queries";
import { may } from "@/domain/permissions";
import { formatPhone } from "@/domain/phone/format";
import { setStatusAction } from "./actions";

export const metadata: Metadata = { title: "Appointments" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const address = (input: { date?: string; branch?: string }) => {
  const query = new URLSearchParams();
  if (input.date) query.set("date", input.date);
  if (input.branch) query.set("branch", input.branch);
  return query.size > 0 ? `/appointments?${query}` : "/appointments";
};

/** Another calendar day; dates are plain days here, so UTC arithmetic is exact. */
const shiftDay = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const inWords = (date: string) =>
  new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${date}T00:00:00Z`));

export default async function AppointmentsPage({ searchParams }: Props) {
  const { ctx, user } = await requirePage("appointments.read");
  const asked = await searchParams;
  const branches = await listBranches(ctx);
  const branch = chooseBranch(branches, asked.branch, user.branchId);
  const today = (await todayAt(ctx, branch?.id)) ?? new Date().toISOString().slice(0, 10);
  const parsed = dateInput.safeParse(asked.date);
  const date = parsed.success ? parsed.data : today;
  const appointments = await dayView(ctx, { date, branchId: branch?.id });
  const branchCode = typeof asked.branch === "string" ? asked.branch : undefined;
  const canChange = may(ctx.actor, "appointments.write");
  return (
    <>
      <LiveRefresh kind="appointment" isInOrder />
      <PageHeader
        title="Appointments"
        description={`${inWords(date)}${date === today ? " · today" : ""}`}
        actions={
          may(ctx.actor, "calendars.manage") && (
            <ButtonLink href="/appointments/calendars" icon={<CalendarPlus size={16} aria-hidden />}>
              Calendar feeds
            </ButtonLink>
          )
        }
      />
      <div className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-3">
        <nav aria-label="Day" className="flex items-center gap-1.5">
          <ButtonLink
            href={address({ date: shiftDay(date, -1), branch: branchCode })}
            size="sm"
            aria-label="The day before"
          >
            <ChevronLeft size={16} aria-hidden className="rtl:-scale-x-100" />
          </ButtonLink>
          <ButtonLink
            href={address({ branch: branchCode })}
            size="sm"
            aria-current={date === today ? "date" : undefined}
          >
            Today
          </ButtonLink>
          <ButtonLink
            href={address({ date: shiftDay(date, 1), branch: branchCode })}
            size="sm"
            aria-label="The day after"
          >
            <ChevronRight size={16} aria-hidden className="rtl:-scale-x-100" />
          </ButtonLink>
        </nav>
        {branches.length > 1 && (
          <FilterChips
            label="Branch"
            items={[
              {
                label: "All branches",
                href: address({ date: parsed.success ? date : undefined, branch: "all" }),
                isCurrent: !branch,
              },
              ...branches.map((choice) => ({
                label: choice.name,
                href: address({ date: parsed.success ? date : undefined, branch: choice.code }),
                isCurrent: branch?.id === choice.id,
              })),
            ]}
          />
        )}
      </div>
      <Card>
        {appointments.length === 0 ? (
          <EmptyState icon={<CalendarDays size={20} />} title="Nothing is booked on this day">
            What is booked in a call appears here by itself.
          </EmptyState>
        ) : (
          <ol aria-label={`Appointments on ${inWords(date)}, in order of time`}>
            {appointments.map((appointment) => (
              <AppointmentRow
                key={appointment.id}
                appointment={appointment}
                phone={appointment.contactPhone ? formatPhone(appointment.contactPhone) : null}
                hasBranch={!branch && branches.length > 1}
                setStatus={canChange ? setStatusAction : null}
              />
            ))}
          </ol>
        )}
      </Card>
    </>
  );
}

/** The branch asked for, else one's own, else all. */
function chooseBranch(branches: BranchChoice[], asked: string | string[] | undefined, own: string | null) {
  if (asked === "all") return null;
  return branches.find(({ code }) => code === asked) ?? branches.find(({ id }) => id === own) ?? null;
}
