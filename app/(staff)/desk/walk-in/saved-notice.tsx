import { Notice } from "@/components/ui/notice";

const WORDS = {
  registered: "Walk-in saved. This is a new customer.",
  opened: "Walk-in saved. We knew this number already; a new lead was opened.",
  joined: "Walk-in saved. It was added to the lead that is already open.",
} as const;

export type WalkInOutcome = keyof typeof WORDS;

/** On the customer's page after the walk-in form; nothing for any other value of `walk_in` in the address. */
export function WalkInSaved({ outcome }: { outcome: unknown }) {
  if (outcome !== "registered" && outcome !== "opened" && outcome !== "joined") return null;
  return (
    <div role="status" className="mb-4">
      <Notice tone="ok">{WORDS[outcome]}</Notice>
    </div>
  );
}
