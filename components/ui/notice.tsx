import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const TONES = {
  info: { icon: Info, style: "border-info/25 bg-info-bg/55 text-info" },
  ok: { icon: CircleCheck, style: "border-ok/25 bg-ok-bg/55 text-ok" },
  warn: { icon: TriangleAlert, style: "border-warn/25 bg-warn-bg/55 text-warn" },
  bad: { icon: CircleAlert, style: "border-bad/25 bg-bad-bg/55 text-bad" },
} as const;

type Props = {
  tone: keyof typeof TONES;
  title?: string;
  action?: ReactNode;
  /** Read out at once: for the answer to something the person just did. */
  isAlert?: boolean;
  className?: string;
  children?: ReactNode;
};

/** A message in its place on the page, where it stays until it no longer holds. */
export function Notice({ tone, title, action, isAlert, className, children }: Props) {
  const { icon: Icon, style } = TONES[tone];
  return (
    <div
      role={isAlert ? "alert" : undefined}
      className={clsx("flex items-start gap-2.5 rounded-card border px-3 py-2.5", style, className)}
    >
      <Icon size={16} aria-hidden className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1 break-words">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}
