import type { Save } from "@/components/customer/saved";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { LeadEventView } from "@/domain/leads/lead-detail";
import { ChangeForm } from "./change-form";
import { eventInWords, undoField } from "./lead-words";

type Props = { leadId: string; customerName: string | null; events: LeadEventView[]; save: Save };

/** What the last press did, and one press to take it back. Always there, so that a screen reader hears it fill. */
export function DoneNotice({ leadId, customerName, events, save }: Props) {
  const undo = events.flatMap((event) => undoField(event) ?? []);
  const isLinked = events.some(({ kind }) => kind === "number") && customerName !== null;
  return (
    <div role="status" data-no-print>
      {events.length > 0 && (
        <Notice tone="ok" className="mb-4">
          {/* Beside the words and not at the far end, where the card of a ringing call may lie over it. */}
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <p className="min-w-0 break-words">
              {events.map((event) => `${eventInWords(event)}.`).join(" ")}
              {isLinked && " The lead is linked now."}
            </p>
            {undo.length > 0 && (
              <ChangeForm leadId={leadId} save={save} label="Undo">
                {undo.map(({ name, value }) => (
                  <input key={name} type="hidden" name={name} value={value} />
                ))}
                <SubmitButton variant="secondary" size="sm">
                  Undo
                </SubmitButton>
              </ChangeForm>
            )}
          </div>
        </Notice>
      )}
    </div>
  );
}
