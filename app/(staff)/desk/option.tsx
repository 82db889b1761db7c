"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Row } from "./search/answer";

const LOOK =
  "block cursor-pointer border-s-[3px] border-transparent py-2 ps-[13px] pe-4 outline-none touch-target " +
  "hover:bg-raised data-highlighted:border-accent data-highlighted:bg-accent-bg";

/** Five cells side by side on a wide screen; on a narrow one who it is stands on top and the rest wraps below. */
export const CELLS =
  "grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 " +
  "lg:grid-cols-[minmax(0,1.2fr)_8rem_8rem_minmax(0,0.9fr)_minmax(0,1.1fr)]";
export const REST = "col-span-2 flex flex-wrap gap-x-3 gap-y-0.5 text-sm text-muted lg:contents";
export const CELL = "flex flex-wrap gap-x-3 gap-y-0.5 lg:flex-col lg:text-sm";

type Props = { row: Row; href?: string; onPick: () => void; children: ReactNode };

/** A row. With `href` it is a link, so that it opens in a new tab as every link does; Tab goes past it, arrows go to it. */
export function Option({ row, href, onPick, children }: Props) {
  return (
    <Autocomplete.Item
      value={row}
      className={LOOK}
      onClick={onPick}
      render={href ? <Link href={href} prefetch={false} tabIndex={-1} /> : undefined}
    >
      {children}
    </Autocomplete.Item>
  );
}
