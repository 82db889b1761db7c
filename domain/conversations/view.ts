import type { CHANNELS } from "./input";

export type Channel = (typeof CHANNELS)[number];

export type MessageView = {
  id: string;
  direction: "in" | "out";
  author: "customer" | "agent" | "staff" | "system";
  type: string;
  body: string | null;
  status: "received" | "queued" | "sent" | "delivered" | "read" | "failed";
  statusReason: string | null;
  sentAt: Date;
};

/** The call behind a voice conversation. */
export type CallView = {
  id: string;
  provider: string;
  externalId: string;
  direction: "inbound" | "outbound" | "web";
  outcome: string | null;
  endReason: string | null;
  fromNumber: string | null;
  toNumber: string | null;
  customerPhone: string | null;
  callerEmail: string | null;
  unlinkedReason: string | null;
  /** What the agent collected, as it came: not trusted, to be shown as text only. */
  fields: Record<string, unknown>;
  startedAt: Date | null;
  endedAt: Date | null;
  durationSeconds: number | null;
};

/** Why the call is on this customer, or on nobody. */
export type ResolutionView = {
  outcome: "created" | "matched" | "unlinked" | "late_linked";
  customerId: string | null;
  rawValue: string | null;
  normalForm: string | null;
  rule: string;
  countryAssumed: string | null;
  countrySource: string | null;
  reason: string | null;
  alternatives: { e164: string; country: string }[];
  createdAt: Date;
};

export type ConversationDetail = {
  id: string;
  channel: Channel;
  status: "open" | "closed";
  contactName: string | null;
  contactPhone: string | null;
  branchName: string | null;
  timeZone: string | null;
  summary: string | null;
  startedAt: Date;
  lastMessageAt: Date;
  customer: {
    id: string;
    displayName: string | null;
    phoneNumber: string | null;
    email: string | null;
    customerStatus: string;
    isNewClient: boolean;
  } | null;
  call: CallView | null;
  resolutions: ResolutionView[];
  appointments: { id: string; service: string; startsAt: Date; status: string }[];
  /** Oldest first. */
  messages: MessageView[];
  /** Give it as `before` for the messages before these; null at the beginning of the thread. */
  earlier: string | null;
};
