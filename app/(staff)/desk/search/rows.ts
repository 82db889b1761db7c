import { markDigits, markText, type Segment } from "@/components/phone/mark";
import type { CustomerHit, Match } from "@/domain/customers/search-hits";
import type { LeadHit } from "@/domain/leads/search";
import { formatPhone } from "@/domain/phone/format";
import type { PhoneQuery } from "@/domain/phone/query";
import type { CustomerRow, LeadRow } from "./answer";

type Found = Exclude<PhoneQuery, { kind: "empty" }>;

export function customerRow(hit: CustomerHit, query: Found): CustomerRow {
  return {
    kind: "customer",
    id: hit.id,
    name: hit.displayName === null ? null : markedName(hit.displayName, query),
    phone: hit.phoneNumber === null ? null : markedPhone(hit.phoneNumber, query, hit.match),
    country: hit.country,
    stage: hit.customerStatus,
    ltvAmount: hit.ltvAmount,
    currency: hit.currency,
    planName: hit.planName,
    isNewClient: hit.isNewClient,
    lastSeenAt: hit.lastSeenAt?.toISOString() ?? null,
    openLeads: hit.openLeads,
    nextAppointment: hit.nextAppointment && {
      ...hit.nextAppointment,
      startsAt: hit.nextAppointment.startsAt.toISOString(),
    },
    lastConversation: hit.lastConversation && {
      channel: hit.lastConversation.channel,
      at: hit.lastConversation.at.toISOString(),
    },
  };
}

export function leadRow(hit: LeadHit, query: Found): LeadRow {
  const phone = hit.phoneNumberNormalized ?? hit.phoneNumber;
  return {
    kind: "lead",
    id: hit.id,
    name: hit.displayName === null ? null : markedName(hit.displayName, query),
    phone: phone === null ? null : markedPhone(phone, query, null),
    source: hit.source,
    status: hit.status,
    interest: hit.interest,
    branchName: hit.branchName,
    createdAt: hit.createdAt.toISOString(),
    handover: { phoneNumber: phone === null ? "" : formatPhone(phone), displayName: hit.displayName ?? "" },
  };
}

function markedPhone(phoneNumber: string, query: Found, match: Match | null): Segment[] {
  const display = formatPhone(phoneNumber);
  if (query.kind === "text") return markDigits(display, []);
  if (query.kind === "digits") return markDigits(display, [query.digits]);
  const whole = phoneNumber.replace(/\D/g, "");
  // Another spelling of the line shares no run of digits with what was typed, yet all of it is what was meant.
  const meant = match === "exact" || match === "alias" ? [whole] : [];
  return markDigits(display, [
    query.reading.e164.slice(1),
    query.national,
    query.national.replace(/^0+/, ""),
    query.digits,
    ...meant,
  ]);
}

function markedName(name: string, query: Found): Segment[] {
  return markText(name, query.kind === "text" ? query.text : "");
}
