import {
  Ban,
  Check,
  CheckCheck,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  Clock,
  type LucideIcon,
  PhoneForwarded,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  RotateCw,
  Sparkles,
  UserX,
  Voicemail,
} from "lucide-react";
import { Badge } from "./badge";
import type { Tone } from "./tone";

const STATUSES: Record<string, { word: string; icon: LucideIcon; tone: Tone }> = {
  // messages
  received: { word: "Received", icon: Check, tone: "neutral" },
  queued: { word: "Queued", icon: Clock, tone: "neutral" },
  sent: { word: "Sent", icon: Check, tone: "neutral" },
  delivered: { word: "Delivered", icon: CheckCheck, tone: "neutral" },
  read: { word: "Read", icon: CheckCheck, tone: "info" },
  failed: { word: "Failed", icon: CircleAlert, tone: "bad" },
  // calls
  ringing: { word: "Ringing", icon: PhoneIncoming, tone: "warn" },
  in_progress: { word: "In progress", icon: CircleDot, tone: "info" },
  ended: { word: "Ended", icon: PhoneOff, tone: "neutral" },
  completed: { word: "Completed", icon: CircleCheck, tone: "ok" },
  no_answer: { word: "No answer", icon: PhoneMissed, tone: "warn" },
  busy: { word: "Busy", icon: PhoneOff, tone: "warn" },
  voicemail: { word: "Voicemail", icon: Voicemail, tone: "info" },
  transferred: { word: "Transferred", icon: PhoneForwarded, tone: "info" },
  // deliveries
  waiting: { word: "Waiting", icon: Clock, tone: "info" },
  retrying: { word: "Retrying", icon: RotateCw, tone: "warn" },
  processed: { word: "Processed", icon: CircleCheck, tone: "ok" },
  // appointments
  booked: { word: "Booked", icon: Clock, tone: "info" },
  cancelled: { word: "Cancelled", icon: Ban, tone: "neutral" },
  no_show: { word: "No-show", icon: UserX, tone: "warn" },
  // leads
  new: { word: "New", icon: Sparkles, tone: "info" },
  contacted: { word: "Contacted", icon: PhoneForwarded, tone: "neutral" },
  qualified: { word: "Qualified", icon: CircleCheck, tone: "ok" },
  converted: { word: "Converted", icon: CheckCheck, tone: "ok" },
  lost: { word: "Lost", icon: Ban, tone: "neutral" },
  // conversations, consent, subscriptions
  open: { word: "Open", icon: CircleDot, tone: "info" },
  closed: { word: "Closed", icon: CircleCheck, tone: "neutral" },
  pending: { word: "Pending", icon: CircleDashed, tone: "neutral" },
  granted: { word: "Granted", icon: CircleCheck, tone: "ok" },
  withdrawn: { word: "Withdrawn", icon: Ban, tone: "bad" },
  active: { word: "Active", icon: CircleCheck, tone: "ok" },
  cancel_scheduled: { word: "Ends soon", icon: Clock, tone: "warn" },
};

/** A status as icon, word and colour. A status from a newer version is shown in its own letters. */
export function StatusBadge({ status }: { status: string }) {
  const known = STATUSES[status];
  if (!known) return <Badge>{status.replaceAll("_", " ")}</Badge>;
  return (
    <Badge tone={known.tone} icon={<known.icon size={12} aria-hidden />}>
      {known.word}
    </Badge>
  );
}
