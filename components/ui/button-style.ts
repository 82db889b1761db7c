import clsx from "clsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-accent-contrast hover:bg-accent-strong",
  secondary: "border-control/50 bg-surface text-text shadow-lift hover:bg-raised",
  ghost: "border-transparent bg-transparent text-muted hover:bg-raised hover:text-text",
  danger: "border-bad/40 bg-surface text-bad shadow-lift hover:bg-bad-bg",
};

const SIZES: Record<ButtonSize, string> = {
  sm: "h-7 gap-1.5 px-2.5 text-sm",
  md: "h-8 gap-2 px-3 text-base",
  lg: "h-10 gap-2 px-4 text-base",
};

/** The classes of a button, for what must look like one: a link, a label. */
export function buttonStyle(look: { variant?: ButtonVariant; size?: ButtonSize; className?: string }) {
  return clsx(
    "inline-flex shrink-0 items-center justify-center rounded-control border font-medium whitespace-nowrap touch-target",
    "transition-colors disabled:cursor-not-allowed disabled:opacity-60 aria-busy:cursor-progress",
    VARIANTS[look.variant ?? "secondary"],
    SIZES[look.size ?? "md"],
    look.className,
  );
}
