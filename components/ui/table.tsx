import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

type TableProps = { caption: string; className?: string; children: ReactNode };

/** A real table. The caption names it for a screen reader; it scrolls by itself when the screen is narrow. */
export function Table({ caption, className, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups a table that scrolls sideways.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable, or a keyboard cannot read it.
    <div role="group" aria-label={caption} tabIndex={0} className={clsx("overflow-x-auto", className)}>
      <table className="w-full border-collapse text-start">
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export function Th({
  isNumeric,
  className,
  children,
  ...rest
}: ComponentProps<"th"> & { isNumeric?: boolean }) {
  return (
    <th
      scope="col"
      {...rest}
      className={clsx(
        "h-9 border-b border-border px-4 text-xs font-medium whitespace-nowrap text-muted",
        isNumeric ? "text-end" : "text-start",
        className,
      )}
    >
      {children}
    </th>
  );
}

export function Td({ isNumeric, className, ...rest }: ComponentProps<"td"> & { isNumeric?: boolean }) {
  return <td {...rest} className={clsx("h-11 px-4 py-1.5", isNumeric && "text-end tabular", className)} />;
}

/** A row that a RowLink inside it makes pressable as a whole. */
export function Tr({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      {...rest}
      className={clsx("relative border-b border-border last:border-b-0 has-[a]:hover:bg-raised", className)}
    />
  );
}

/** Put in a row's first cell: its area covers the row, and a screen reader hears one link. */
export function RowLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      {...rest}
      className={clsx(
        "font-medium after:absolute after:inset-0 after:rounded-control focus-visible:outline-none",
        "focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent",
        className,
      )}
    />
  );
}
