import clsx from "clsx";
import type { ReactNode } from "react";
import { TONE_STYLE, type Tone } from "./tone";

/** A short word about a thing's state. Never colour alone: give an icon where the tone matters. */
export function Badge({
  tone = "neutral",
  icon,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap",
        TONE_STYLE[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
