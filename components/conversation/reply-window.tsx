"use client";

import { Clock } from "lucide-react";
import { useEffect, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { timeLeft, windowClosesAt } from "@/domain/conversations/rules";

type Props = {
  /** ISO instants. `now` is the server's, so that the first picture is the same on both sides. */
  lastInboundAt: string | null;
  now: string;
};

const TICK_MS = 10_000;
const SOON_MS = 2 * 60 * 60 * 1000;

/** How long a free-form reply is still allowed; turns into an explanation by itself when the time is over. */
export function ReplyWindow({ lastInboundAt, now: servedAt }: Props) {
  const [now, setNow] = useState(() => new Date(servedAt));
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const closesAt = windowClosesAt(lastInboundAt === null ? null : new Date(lastInboundAt));
  const isOpen = closesAt !== null && closesAt > now;
  return (
    <div className="mt-4">
      {isOpen && <OpenLine closesAt={closesAt} now={now} />}
      {/* Only the turn from open to closed is read out, not each minute. */}
      <div role="status">{!isOpen && <Closed neverOpen={closesAt === null} />}</div>
    </div>
  );
}

function OpenLine({ closesAt, now }: { closesAt: Date; now: Date }) {
  const isSoon = closesAt.getTime() - now.getTime() < SOON_MS;
  return (
    <p className={`flex items-center gap-1.5 text-sm ${isSoon ? "text-warn" : "text-muted"}`}>
      <Clock size={16} aria-hidden className="shrink-0" />
      <span>
        Free-form reply closes in{" "}
        <time dateTime={closesAt.toISOString()} className="tabular font-medium">
          {timeLeft(closesAt, now)}
        </time>
      </span>
    </p>
  );
}

function Closed({ neverOpen }: { neverOpen: boolean }) {
  return (
    <Notice tone="warn" title="Free-form replies are closed">
      {neverOpen
        ? "This person has not written on WhatsApp here. Until they do, only an approved template can be sent."
        : "More than 24 hours have passed since this person's last message. WhatsApp then allows only approved templates, until they write again."}
    </Notice>
  );
}
