"use client";

import { NotebookPen } from "lucide-react";
import { startTransition, useActionState, useOptimistic, useRef, useState } from "react";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { SubmitButton } from "@/components/ui/submit-button";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import { nothingSaved, type Save, send } from "./saved";

/** Adds a note. It stands in the timeline at once; if it cannot be kept, it comes back into the form with the reason. */
export function NoteForm({ subjectId, save }: { subjectId: string; save: Save }) {
  const [answer, saveWithoutScripts] = useActionState(save, nothingSaved);
  const [problem, setProblem] = useState(answer.fields.body ?? answer.error);
  const [status, setStatus] = useState("");
  const [pending, addPending] = useOptimistic<string[], string>([], (notes, note) => [note, ...notes]);
  const form = useRef<HTMLFormElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);

  function add() {
    const note = box.current?.value.trim();
    if (!note || !form.current) return;
    const content = new FormData(form.current);
    setProblem(null);
    form.current.reset();
    startTransition(async () => {
      addPending(note);
      const { error, fields } = await send(save, content);
      const refusal = fields.body ?? error;
      setProblem(refusal);
      setStatus(refusal ? "" : "Note added");
      // What has been typed meanwhile stays, under the note that did not go.
      if (refusal && box.current) box.current.value = [note, box.current.value].filter(Boolean).join("\n");
    });
  }

  return (
    <div data-no-print>
      <form
        ref={form}
        action={saveWithoutScripts}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) add();
          if (event.key === "Escape") box.current?.blur();
        }}
        className="mb-5"
      >
        <input type="hidden" name="subjectId" value={subjectId} />
        <input type="hidden" name="then" value="return" />
        <Field label="Note" error={problem} className="[&>label]:sr-only">
          {(control) => (
            <div className="flex items-end gap-2">
              <Textarea
                {...control}
                ref={box}
                name="text"
                rows={1}
                required
                data-note
                maxLength={5000}
                defaultValue={answer.text ?? ""}
                placeholder="Write a note"
                className="min-h-9 flex-1 resize-none"
              />
              <SubmitButton variant="secondary" className="h-9">
                Add note <Kbd>n</Kbd>
              </SubmitButton>
            </div>
          )}
        </Field>
        <p role="status" className="sr-only">
          {status}
        </p>
      </form>
      {pending.length > 0 && (
        <div className="pb-5">
          <Timeline label="Notes being saved">
            {pending.map((note) => (
              <TimelineItem key={note} icon={<NotebookPen size={14} />} title="Note" meta="Saving">
                <p dir="auto" className="whitespace-pre-wrap text-text">
                  {note}
                </p>
              </TimelineItem>
            ))}
          </Timeline>
        </div>
      )}
    </div>
  );
}
