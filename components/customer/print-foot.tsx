import { TimeText } from "@/components/ui/time-text";

/** On paper only: where the card is found, and when it was printed. */
export function PrintFoot({ address, now, timeZone }: { address: string; now: Date; timeZone: string }) {
  return (
    <p className="mt-4 hidden justify-between border-t border-border pt-2 text-xs text-muted print:flex">
      <span>{address}</span>
      <TimeText at={now} now={now} timeZone={timeZone} format="full" />
    </p>
  );
}
