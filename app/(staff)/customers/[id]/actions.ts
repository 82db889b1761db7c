"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { action, untouched } from "@/app/_server/action";
import { isFactField } from "@/components/customer/facts";
import type { Saved } from "@/components/customer/saved";
import { addNote } from "@/domain/customers/add-note";
import { editCustomer } from "@/domain/customers/edit";
import { AppError } from "@/domain/errors";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

/** Shows what was saved: in place to a script, by a fresh page to a form without scripts, so that reloading does not send it again. */
function showSaved(form: FormData, customerId: string): void {
  revalidatePath(`/customers/${customerId}`);
  if (form.get("then") === "return") redirect(`/customers/${customerId}`);
}

const editFact = action<null>(async ({ ctx, form }) => {
  const customerId = textOf(form, "customerId");
  const field = form.get("field");
  if (!isFactField(field)) throw new AppError("invalid", "This fact cannot be edited.");
  await editCustomer(ctx, { id: customerId, [field]: textOf(form, "text").trim() || null });
  showSaved(form, customerId);
  return null;
});

export async function saveFact(_previous: Saved, form: FormData): Promise<Saved> {
  const { error, fields } = await editFact(untouched, form);
  return { error, fields, text: textOf(form, "text") };
}

const writeNote = action<null>(async ({ ctx, form }) => {
  const customerId = textOf(form, "subjectId");
  await addNote(ctx, { customerId, body: textOf(form, "text") });
  showSaved(form, customerId);
  return null;
});

export async function saveNote(_previous: Saved, form: FormData): Promise<Saved> {
  const { error, fields } = await writeNote(untouched, form);
  return { error, fields, text: textOf(form, "text") };
}
