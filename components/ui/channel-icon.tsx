import {
  AudioLines,
  DoorOpen,
  FileUp,
  type LucideIcon,
  Megaphone,
  MessageCircle,
  MessageSquare,
  PhoneCall,
  Webhook,
} from "lucide-react";

const CHANNELS: Record<string, { word: string; icon: LucideIcon }> = {
  voice: { word: "Voice agent", icon: AudioLines },
  "voice/retell": { word: "Retell", icon: AudioLines },
  "voice/elevenlabs": { word: "ElevenLabs", icon: AudioLines },
  "voice/vapi": { word: "Vapi", icon: AudioLines },
  whatsapp: { word: "WhatsApp", icon: MessageCircle },
  knowlarity: { word: "Phone line", icon: PhoneCall },
  meta: { word: "Lead form", icon: Megaphone },
  walk_in: { word: "Walk-in", icon: DoorOpen },
  import: { word: "Import", icon: FileUp },
  api: { word: "API", icon: Webhook },
};

/** The word people use for a channel or source. */
export const channelName = (channel: string) => CHANNELS[channel]?.word ?? channel.replaceAll("_", " ");

/** A channel's picture, with its word beside it or, without `hasLabel`, for readers and on hover only. */
export function ChannelIcon({ channel, hasLabel = false }: { channel: string; hasLabel?: boolean }) {
  const Icon = CHANNELS[channel]?.icon ?? MessageSquare;
  return (
    <span
      className="inline-flex items-center gap-1.5 text-muted"
      title={hasLabel ? undefined : channelName(channel)}
    >
      <Icon size={16} aria-hidden className="shrink-0" />
      <span className={hasLabel ? undefined : "sr-only"}>{channelName(channel)}</span>
    </span>
  );
}
