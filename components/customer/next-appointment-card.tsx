import { CalendarClock } from "lucide-react";
import { Section } from "@/components/ui/card";
import { TimeText } from "@/components/ui/time-text";
import type { NextAppointment } from "@/domain/customers/queries";

type Props = { appointment: NextAppointment | null; now: Date };

/** When the person is expected, in the branch's own time. */
export function NextAppointmentCard({ appointment, now }: Props) {
  return (
    <Section title="Next appointment">
      {appointment ? (
        <div className="flex gap-2.5">
          <CalendarClock size={16} aria-hidden className="mt-0.5 shrink-0 text-muted" />
          <div className="min-w-0">
            <p dir="auto" className="font-medium break-words">
              {appointment.service}
            </p>
            <p className="text-muted">
              <TimeText at={appointment.startsAt} now={now} timeZone={appointment.timeZone} format="full" /> ·{" "}
              <bdi dir="auto">{appointment.branchName}</bdi>
            </p>
          </div>
        </div>
      ) : (
        <p className="text-muted">Nothing is booked.</p>
      )}
    </Section>
  );
}
