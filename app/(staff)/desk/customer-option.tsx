"use client";

import { CalendarClock } from "lucide-react";
import { MarkedText } from "@/components/phone/marked-text";
import { ChannelIcon } from "@/components/ui/channel-icon";
import { Money } from "@/components/ui/money";
import { NameText } from "@/components/ui/name-text";
import { PhoneText } from "@/components/ui/phone-text";
import { StageBadge } from "@/components/ui/stage-badge";
import { formatTime, fullTime } from "@/components/ui/time-format";
import { TimeText } from "@/components/ui/time-text";
import { CELL, CELLS, Option, REST } from "./option";
import type { Clock } from "./result-list";
import type { CustomerRow } from "./search/answer";

type Props = { row: CustomerRow; clock: Clock; onPick: () => void };

/** Everything about a customer that is worth knowing before they have finished their first sentence. */
export function CustomerOption({ row, clock, onPick }: Props) {
  return (
    <Option row={row} href={`/customers/${row.id}`} onPick={onPick}>
      <span className={CELLS}>
        <span className="flex min-w-0 flex-col">
          <span className="truncate font-semibold">
            {row.name ? (
              <bdi dir="auto">
                <MarkedText segments={row.name} />
              </bdi>
            ) : (
              <NameText name={null} />
            )}
          </span>
          <PhoneText display={row.phone && <MarkedText segments={row.phone} />} country={row.country} />
        </span>
        <span className="flex flex-col items-end gap-0.5 lg:items-start">
          <StageBadge stage={row.stage} />
          <span className="px-2 text-xs text-muted">{row.isNewClient ? "New" : "Returning"}</span>
        </span>
        <span className={REST}>
          <span className={CELL}>
            <span>
              <abbr title="Lifetime value" className="no-underline">
                LTV
              </abbr>{" "}
              <span className="font-medium text-text">
                <Money amount={row.ltvAmount} currency={row.currency} />
              </span>
            </span>
            {row.planName && <span>{row.planName}</span>}
          </span>
          <span className={CELL}>
            <span>
              {row.lastSeenAt ? (
                <>
                  Seen <TimeText at={row.lastSeenAt} {...clock} />
                </>
              ) : (
                "Never seen"
              )}
            </span>
            {row.lastConversation && (
              <span className="inline-flex items-center gap-1.5">
                <ChannelIcon channel={row.lastConversation.channel} hasLabel />
                <TimeText at={row.lastConversation.at} {...clock} />
              </span>
            )}
          </span>
          <span className={CELL}>
            <OpenLeads leads={row.openLeads} />
            {row.nextAppointment && <Appointment appointment={row.nextAppointment} now={clock.now} />}
          </span>
        </span>
      </span>
    </Option>
  );
}

function OpenLeads({ leads }: { leads: CustomerRow["openLeads"] }) {
  const total = leads.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return <span className="max-lg:hidden">No open lead</span>;
  const places = leads.map(({ branch, count }) => `${branch ?? "no branch"}${count > 1 ? ` ${count}` : ""}`);
  return (
    <span className="max-w-full truncate">
      <span className="font-medium text-text">{total === 1 ? "1 open lead" : `${total} open leads`}</span>{" "}
      {places.join(", ")}
    </span>
  );
}

type Appointment = NonNullable<CustomerRow["nextAppointment"]>;

function Appointment({ appointment, now }: { appointment: Appointment; now: Date }) {
  const at = new Date(appointment.startsAt);
  const { timeZone } = appointment;
  return (
    <span className="inline-flex max-w-full items-center gap-1.5">
      <CalendarClock size={14} aria-hidden className="shrink-0" />
      <span className="sr-only">Appointment </span>
      <time dateTime={appointment.startsAt} title={fullTime({ at, timeZone })} className="whitespace-nowrap">
        {formatTime({ at, now, timeZone, format: "date" })}{" "}
        {formatTime({ at, now, timeZone, format: "time" })}
      </time>
      <span className="truncate">{appointment.service}</span>
    </span>
  );
}
