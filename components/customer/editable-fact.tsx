"use client";

import { startTransition, useActionState, useOptimistic, useState } from "react";
import { useToast } from "@/components/ui/toast";
import { FactForm } from "./fact-form";
import { FactLink } from "./fact-link";
import type { FactField } from "./facts";
import { nothingSaved, type Save, send } from "./saved";

type Props = {
  customerId: string;
  field: FactField;
  label: string;
  value: string | null;
  /** The address asks for the form, as the link does for a browser without scripts. */
  isAskedFor: boolean;
  save: Save;
};

type Editor = { text: string; problem: string | null };

/**
 * One fact, edited in its place. The new value shows at once; if it cannot be kept, the old one comes back and what was typed stays in
 * the form beside the reason.
 */
export function EditableFact({ customerId, field, label, value, isAskedFor, save }: Props) {
  const toast = useToast();
  const [answer, saveWithoutScripts] = useActionState(save, nothingSaved);
  const [shown, setShown] = useOptimistic(value);
  const [editor, setEditor] = useState<Editor | null>(
    isAskedFor ? { text: answer.text ?? value ?? "", problem: answer.fields[field] ?? answer.error } : null,
  );
  const [wasOpened, setWasOpened] = useState(false);

  function open() {
    setWasOpened(true);
    setEditor({ text: value ?? "", problem: null });
  }

  function keep(text: string, before: string | null, confirmation: "saved" | "restored") {
    const next = text.trim() || null;
    setEditor(null);
    if (next === before) return;
    startTransition(async () => {
      setShown(next);
      const form = new FormData();
      for (const [name, content] of Object.entries({ customerId, field, text })) form.set(name, content);
      const { error, fields } = await send(save, form);
      const problem = fields[field] ?? error;
      if (problem) setEditor({ text, problem });
      else if (confirmation === "restored") toast.show({ message: `${label} restored` });
      else {
        toast.show({
          message: next ? `${label} saved` : `${label} cleared`,
          action: { label: "Undo", run: () => keep(before ?? "", next, "restored") },
        });
      }
    });
  }

  if (!editor)
    return <FactLink field={field} label={label} value={shown} isFocused={wasOpened} onOpen={open} />;
  return (
    <FactForm
      customerId={customerId}
      field={field}
      label={label}
      text={editor.text}
      problem={editor.problem}
      isFocused={wasOpened}
      action={saveWithoutScripts}
      onSave={(text) => keep(text, value, "saved")}
      onCancel={() => setEditor(null)}
    />
  );
}
