import type { OtherReading } from "@/components/phone/country-select";
import type { Segment } from "@/components/phone/mark";

/** Times are ISO strings: this travels as JSON. */
export type CustomerRow = {
  kind: "customer";
  id: string;
  name: Segment[] | null;
  phone: Segment[] | null;
  country: string | null;
  stage: string;
  ltvAmount: string;
  currency: string;
  planName: string | null;
  isNewClient: boolean;
  lastSeenAt: string | null;
  openLeads: { branch: string | null; count: number }[];
  nextAppointment: { startsAt: string; service: string; timeZone: string } | null;
  lastConversation: { channel: string; at: string } | null;
};

/** What the walk-in form starts with. */
export type Handover = { phoneNumber: string; displayName: string };

export type LeadRow = {
  kind: "lead";
  id: string;
  name: Segment[] | null;
  phone: Segment[] | null;
  source: string;
  status: string;
  interest: string | null;
  branchName: string | null;
  createdAt: string;
  handover: Handover;
};

export type CreateRow = {
  kind: "create";
  id: string;
  /** The number in international grouping, or null when only a name is known. */
  display: string | null;
  country: string | null;
  handover: Handover;
};

export type RecentRow = { kind: "recent"; id: string; text: string };

export type Row = CustomerRow | LeadRow | CreateRow | RecentRow;
export type RowGroup = { key: string; label: string; items: Row[] };

export type Answer = {
  groups: RowGroup[];
  /** How the text was understood and what was found, as a sentence. */
  reading: string;
  isUnusual: boolean;
  /** Why what was typed can be no number yet, or null. */
  problem: string | null;
  /** The country by which the text was read. */
  country: string;
  readings: OtherReading[];
  /** Several people could be meant, so nothing opens by itself. */
  isAmbiguous: boolean;
  /** The one customer whose whole number this is, if there is exactly one and no doubt. */
  onlyExactId: string | null;
  now: string;
  timeZone: string;
};
