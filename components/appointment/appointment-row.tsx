import { Badge } from "@/components/ui/badge";
import { NameText } from "@/components/ui/name-text";
import { PhoneText } from "@/components/ui/phone-text";
import { StatusBadge } from "@/components/ui/status-badge";
import type { AppointmentView } from "@/domain/appointments/queries";
import { type SetStatus, StatusForm } from "./status-form";

type Props = {
  appointment: AppointmentView;
  phone: string | null;
  hasBranch: boolean;
  /** Null when the reader may only look. */
  setStatus: SetStatus | null;
};

/** One appointment of a day: when, what, who, and what became of it. */
export function AppointmentRow({ appointment, phone, hasBranch, setStatus }: Props) {
  const name = appointment.customerName ?? appointment.contactName;
  const isOver = appointment.status === "cancelled" || appointment.status === "no_show";
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-border px-4 py-3 last:border-b-0">
      <p className="w-24 shrink-0 pt-0.5 tabular">
        <time
          dateTime={appointment.startsAt.toISOString()}
          title={appointment.timeZone}
          className="font-semibold"
        >
          {appointment.startsAtLocal}
        </time>
        <span className="text-muted"> – {appointment.endsAtLocal}</span>
      </p>
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className={isOver ? "font-medium line-through" : "font-medium"}>{appointment.service}</span>
          <StatusBadge status={appointment.status} />
          {appointment.isNewClient && <Badge tone="info">New client</Badge>}
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-muted">
          {appointment.customerId ? (
            <a
              href={`/customers/${appointment.customerId}`}
              className="font-medium text-accent underline-offset-2 hover:underline"
            >
              <NameText name={name} />
            </a>
          ) : (
            <NameText name={name} />
          )}
          {phone && <PhoneText display={phone} />}
          {hasBranch && <span>{appointment.branchName}</span>}
        </p>
        {appointment.notes && (
          <p dir="auto" className="mt-1 max-w-prose text-sm text-muted">
            {appointment.notes}
          </p>
        )}
      </div>
      {setStatus && (
        <StatusForm
          id={appointment.id}
          service={appointment.service}
          status={appointment.status}
          setStatus={setStatus}
        />
      )}
    </li>
  );
}
