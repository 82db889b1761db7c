import "server-only";
import type { RingCaller, RingCard, RingPerson } from "@/components/live/live-events";
import { channelName } from "@/components/ui/channel-icon";
import { formatTime } from "@/components/ui/time-format";
import { RINGS_FOR_SECONDS, type RingingCall } from "@/domain/calls/ringing";
import type { CustomerHit } from "@/domain/customers/search-hits";
import { countryName, countryOf, formatPhone } from "@/domain/phone/format";
import { env } from "@/env";

/** A ringing call in the words of its card. */
export function ringCard(call: RingingCall, now: Date): RingCard {
  return {
    id: call.id,
    branch: call.branchName,
    caller: callerInWords(call.caller, now),
    ringsForMs: Math.max(0, Math.round((RINGS_FOR_SECONDS - call.ageSeconds) * 1000)),
  };
}

function callerInWords(caller: RingingCall["caller"], now: Date): RingCaller {
  switch (caller.kind) {
    case "known":
      return {
        kind: "known",
        phone: formatPhone(caller.e164),
        people: caller.people.map((hit) => personInWords(hit, now)),
      };
    case "unknown": {
      const country = countryOf(caller.e164);
      return {
        kind: "unknown",
        phone: formatPhone(caller.e164),
        country: country && countryName(country, "en"),
        name: caller.name,
        isUnusual: caller.isUnusual,
      };
    }
    case "withheld":
      return caller;
    case "nobody":
      return { kind: "nobody", phone: caller.raw, explanation: caller.explanation };
  }
}

function personInWords(hit: CustomerHit, now: Date): RingPerson {
  const timeZone = env().ORGANISATION_TIMEZONE;
  const ltv = new Intl.NumberFormat("en", {
    style: "currency",
    currency: hit.currency,
    currencyDisplay: "narrowSymbol",
    // A decimal from the database is a numeric string; format() reads it exactly, where Number() would round.
  }).format(hit.ltvAmount as Intl.StringNumericLiteral);
  const facts = [appointmentInWords(hit, now), leadsInWords(hit), hit.planName];
  if (hit.lastConversation) {
    const when = formatTime({ at: hit.lastConversation.at, now, timeZone });
    facts.push(`${channelName(hit.lastConversation.channel)} ${when}`);
  } else facts.push(hit.isNewClient ? "New client" : null);
  return {
    id: hit.id,
    name: hit.displayName,
    stage: hit.customerStatus,
    ltv,
    facts: facts.filter((fact) => fact !== null),
  };
}

function appointmentInWords(hit: CustomerHit, now: Date): string | null {
  if (!hit.nextAppointment) return null;
  const { startsAt: at, service, timeZone } = hit.nextAppointment;
  const day = formatTime({ at, now, timeZone, format: "date" });
  return `${service} on ${day} at ${formatTime({ at, now, timeZone, format: "time" })}`;
}

function leadsInWords(hit: CustomerHit): string | null {
  const count = hit.openLeads.reduce((sum, lead) => sum + lead.count, 0);
  if (count === 0) return null;
  return count === 1 ? "1 open lead" : `${count} open leads`;
}
