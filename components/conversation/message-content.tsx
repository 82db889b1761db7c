import {
  Contact,
  FileQuestion,
  FileText,
  ImageIcon,
  type LucideIcon,
  MapPin,
  Megaphone,
  Mic,
  MousePointerClick,
  PenLine,
  ShoppingCart,
  SmilePlus,
  Sticker,
  Trash2,
  Video,
} from "lucide-react";
import type { ReactNode } from "react";
import type { MessageDetails, MessageView } from "@/domain/conversations/view";

type Kind = { word: string; icon: LucideIcon };

/** Kinds whose words say by themselves what they are. */
const PLAIN = new Set(["text", "button"]);

const KINDS: Record<string, Kind> = {
  image: { word: "Photo", icon: ImageIcon },
  video: { word: "Video", icon: Video },
  audio: { word: "Sound", icon: Mic },
  document: { word: "Document", icon: FileText },
  sticker: { word: "Sticker", icon: Sticker },
  location: { word: "Place", icon: MapPin },
  contacts: { word: "Contact card", icon: Contact },
  interactive: { word: "Answer by tapping", icon: MousePointerClick },
  reaction: { word: "Reaction", icon: SmilePlus },
  order: { word: "Order", icon: ShoppingCart },
  edit: { word: "Changed an earlier message", icon: PenLine },
  revoke: { word: "Deleted an earlier message", icon: Trash2 },
};

const UNKNOWN: Kind = { word: "A kind of message that cannot be shown here", icon: FileQuestion };

function kindOf({ type, body, details }: MessageView): Kind | null {
  if (PLAIN.has(type) && body !== null) return null;
  if (type === "audio" && details?.isVoiceNote) return { word: "Voice note", icon: Mic };
  if (type === "reaction" && body === null) return { word: "Took a reaction back", icon: SmilePlus };
  if (type === "interactive" && body === null) return UNKNOWN;
  return KINDS[type] ?? UNKNOWN;
}

/** A message's words, and what it is when it is more than words. Files are named, not fetched. */
export function MessageContent({ message }: { message: MessageView }) {
  const kind = kindOf(message);
  const { details } = message;
  return (
    <>
      {details?.advertisement && (
        <Line icon={Megaphone}>
          From the advertisement <bdi>{details.advertisement}</bdi>
        </Line>
      )}
      {kind && <Line icon={kind.icon}>{kind.word}</Line>}
      {message.body !== null && <span className="block">{message.body}</span>}
      {details && <Details details={details} body={message.body} />}
    </>
  );
}

function Line({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <span className="flex items-center gap-1.5 text-muted">
      <Icon size={16} aria-hidden className="shrink-0" />
      <span className="min-w-0">{children}</span>
    </span>
  );
}

function Details({ details, body }: { details: MessageDetails; body: string | null }) {
  const { place, people, itemCount, reason } = details;
  const file = [details.mimeType, details.bytes !== null && sizeInWords(details.bytes)]
    .filter(Boolean)
    .join(", ");
  return (
    <span className="flex flex-col gap-0.5 text-sm">
      {details.fileName && details.fileName !== body && (
        <bdi className="font-medium break-all">{details.fileName}</bdi>
      )}
      {file && <span className="text-muted">{file}</span>}
      {place && (
        <>
          {place.address && <bdi>{place.address}</bdi>}
          <bdi dir="ltr" className="tabular text-muted">
            {place.latitude.toFixed(5)}, {place.longitude.toFixed(5)}
          </bdi>
        </>
      )}
      {people.flatMap(({ name, phones }) =>
        phones.map((phone) => (
          <bdi key={`${name} ${phone}`} dir="ltr" className="text-muted">
            {phone}
          </bdi>
        )),
      )}
      {itemCount !== null && (
        <span className="text-muted">{itemCount === 1 ? "1 item" : `${itemCount} items`}</span>
      )}
      {reason && <span className="text-muted">{reason}</span>}
    </span>
  );
}

function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const isSmall = bytes < 1_000_000;
  return `${(bytes / (isSmall ? 1000 : 1_000_000)).toFixed(isSmall ? 0 : 1)} ${isSmall ? "kB" : "MB"}`;
}
