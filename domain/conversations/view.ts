import type { CHANNELS } from "./input";

export type Channel = (typeof CHANNELS)[number];

/** What a message carries beside its words, as its sender's provider told it: not trusted, to be shown as text only. */
export type MessageDetails = {
  fileName: string | null;
  mimeType: string | null;
  bytes: number | null;
  isVoiceNote: boolean;
  place: { latitude: number; longitude: number; address: string | null } | null;
  people: { name: string | null; phones: string[] }[];
  /** Of an order. */
  itemCount: number | null;
  /** The advertisement that the person came from. */
  advertisement: string | null;
  /** Why the provider did not pass the message on. */
  reason: string | null;
};

export type MessageView = {
  id: string;
  direction: "in" | "out";
  author: "customer" | "agent" | "staff" | "system";
  type: string;
  body: string | null;
  details: MessageDetails | null;
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
  /** The other side's last message; null where they never wrote, or where the channel has no such thing. */
  lastInboundAt: Date | null;
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
