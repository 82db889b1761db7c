"use client";

import { Pencil } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef } from "react";
import type { FactField } from "./facts";

type Props = {
  field: FactField;
  label: string;
  value: string | null;
  /** Whether it takes the focus as it appears: back where one was, after the form closed. */
  isFocused: boolean;
  onOpen: () => void;
};

/** A value that opens its form when pressed. A link, so that it does so without scripts too. */
export function FactLink({ field, label, value, isFocused, onOpen }: Props) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isFocused) link.current?.focus();
  }, [isFocused]);
  return (
    <Link
      ref={link}
      href={`?edit=${field}`}
      prefetch={false}
      scroll={false}
      data-edit-fact={field}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen();
      }}
      className="group/fact -mx-2 -my-1 flex min-h-7 items-start gap-2 rounded-control px-2 py-1 hover:bg-raised pointer-coarse:min-h-11 print:m-0 print:p-0"
    >
      {value ? (
        <>
          <bdi dir="auto" className="min-w-0 break-words">
            {value}
          </bdi>
          <span className="sr-only">. Edit {label.toLowerCase()}</span>
        </>
      ) : (
        <span className="text-muted print:invisible">Add {label.toLowerCase()}</span>
      )}
      <Pencil
        size={14}
        aria-hidden
        className="ms-auto mt-0.5 shrink-0 text-muted opacity-0 group-hover/fact:opacity-100 group-focus-visible/fact:opacity-100 pointer-coarse:opacity-100 print:hidden"
      />
    </Link>
  );
}
