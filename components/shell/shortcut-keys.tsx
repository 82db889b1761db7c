"use client";

import { Keyboard } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import type { NavItem } from "./navigation";
import { setShortcuts } from "./shortcuts-action";

const SEQUENCE_MS = 1500;

/** Letters come from what the key wrote, not from where it sits: on AZERTY the keys are elsewhere. */
const KEYS = {
  useKey: true,
  ignoreModifiers: true,
  ignoreEventWhen: (event: KeyboardEvent) =>
    event.isComposing ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    document.querySelector("dialog[open], [aria-modal=true]") !== null,
};

/** The single-letter keys of every staff page, and the dialog that lists them. */
export function Shortcuts({ items, isOn }: { items: NavItem[]; isOn: boolean }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const pressedGoAt = useRef(0);
  const keys = { ...KEYS, enabled: isOn };

  useHotkeys("/", () => focusSearch() || router.push("/desk"), { ...keys, preventDefault: true });
  useHotkeys("?", () => setIsOpen(true), keys);
  // With a modifier nothing is typed, so these act whether single letters do or not; inside text, undo stays the text's own.
  useHotkeys("mod+k", () => focusSearch() || router.push("/desk"), {
    enableOnFormTags: true,
    preventDefault: true,
  });
  useHotkeys("mod+z", undoLast);
  useHotkeys(
    "g",
    (event) => {
      pressedGoAt.current = event.timeStamp;
    },
    keys,
  );
  useHotkeys(
    items.map((item) => item.letter),
    (event) => {
      const isSequence = event.timeStamp - pressedGoAt.current < SEQUENCE_MS;
      const item = items.find((known) => known.letter === event.key.toLowerCase());
      if (isSequence && pressedGoAt.current > 0 && item) router.push(item.href);
      pressedGoAt.current = 0;
    },
    keys,
  );

  return (
    <>
      <Button
        variant="ghost"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => setIsOpen(true)}
        icon={<Keyboard size={18} strokeWidth={1.75} aria-hidden />}
        className="pointer-coarse:hidden"
      />
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title="Keyboard shortcuts">
        <dl className="grid grid-cols-[1fr_auto] items-center gap-y-2.5">
          <Keys what="Find by phone or name" keys={["/"]} />
          {items.map((item) => (
            <Keys key={item.key} what={`Go to ${item.label.toLowerCase()}`} keys={["g", item.letter]} />
          ))}
          <Keys what="Next or previous row of a list" keys={["j", "k"]} separator="or" />
          <Keys what="On a customer: edit, note, copy the number" keys={["e", "n", "c"]} separator="or" />
          {items.some(({ key }) => key === "intake") && (
            <Keys what="On an intake event: retry" keys={["r"]} />
          )}
          <Keys what="Back to the list" keys={["u"]} />
          <Keys what="Undo what was just saved" keys={["Ctrl", "Z"]} separator="+" />
          <Keys what="Show this list" keys={["?"]} />
          <Keys what="Close, or clear the search" keys={["Esc"]} />
        </dl>
        <form
          action={setShortcuts}
          className="mt-5 flex items-center justify-between gap-4 border-t border-border pt-4"
        >
          <p className="text-sm text-muted">
            {isOn ? "Single-letter keys are on." : "Single-letter keys are off."} They never act while you
            type.
          </p>
          <Button type="submit" size="sm" name="shortcuts" value={isOn ? "off" : "on"}>
            {isOn ? "Switch off" : "Switch on"}
          </Button>
        </form>
      </Dialog>
    </>
  );
}

function Keys({
  what,
  keys,
  separator = "then",
}: {
  what: string;
  keys: string[];
  separator?: "then" | "or" | "+";
}) {
  return (
    <>
      <dt>{what}</dt>
      <dd className="flex items-center gap-1 text-muted">
        {keys.map((key, place) => (
          <span key={key} className="flex items-center gap-1">
            {place > 0 && <span className="text-xs">{separator}</span>}
            <Kbd>{key}</Kbd>
          </span>
        ))}
      </dd>
    </>
  );
}

/** Presses the undo of the newest confirmation that is still shown. */
function undoLast() {
  document.querySelector<HTMLElement>("[data-toast-action]")?.click();
}

/** Puts the cursor into the page's own search, if the page has one. */
function focusSearch(): boolean {
  const box = document.querySelector<HTMLElement>("[data-phone-search]");
  box?.focus();
  return box !== null;
}
